import { hopelessExitCode } from '../../kubernetes/retries';

/**
 * Judges the scores of an evaluation, and writes the verdict as JSON: whether the gate is passed, and each
 * benchmark with its score, how many answers it rests on, and the lowest score that was asked for.
 *
 * A report of EvalScope has the mean of its first metric in `score`, from 0 to 1, and the number of scored answers in
 * `num` (before 1.0 in the metrics only). A benchmark without a report, without one scored answer, or without a number as
 * its score is not judged, and the gate not passed.
 *
 * Variables: `REPORTS` (folder), `GATE` (JSON: lowest scores by benchmark, and paths of the reports by benchmark),
 * `OUTPUT` (folder of the verdict), `REVISION`. Exits with 64 if the gate is not passed: a verdict stays as it is.
 *
 * Source: EvalScope 1.10, `evalscope/report/report.py` (`Report`, `Metric`).
 */
export const gateScript = `import json, math, os, sys

REPORTS = os.environ["REPORTS"]
with open(os.environ["GATE"]) as file:
    gate = json.load(file)


def judge(benchmark, path, least):
    found = {"benchmark": benchmark, "score": None, "answers": 0, "least": least}
    try:
        with open(os.path.join(REPORTS, path)) as file:
            report = json.load(file)
        score = float(report["score"])
        metrics = report.get("metrics") or [{}]
        found["answers"] = int(report.get("num") or metrics[0].get("num") or 0)
    except FileNotFoundError:
        return {**found, "problem": f"{benchmark} has no report"}
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        return {**found, "problem": f"the report of {benchmark} cannot be read: {error!r}"}
    if found["answers"] == 0:
        return {**found, "problem": f"{benchmark} has no scored answers"}
    if not math.isfinite(score):
        return {**found, "problem": f"{benchmark} has no score"}
    found["score"] = score
    if least is not None and score < least:
        return {**found, "problem": f"{benchmark} scored {score:.4g}, and the gate asks for {least:.4g}"}
    return found


judged = [judge(name, path, gate["least"].get(name)) for name, path in sorted(gate["reports"].items())]
problems = [found["problem"] for found in judged if "problem" in found and found["least"] is not None]
passed = not problems
verdict = {"revision": os.environ["REVISION"], "passed": passed, "benchmarks": judged}
os.makedirs(os.environ["OUTPUT"], exist_ok=True)
with open(os.path.join(os.environ["OUTPUT"], "verdict.json"), "w") as file:
    json.dump(verdict, file, indent=2)
    file.write("\\n")

for found in judged:
    score = "no score" if found["score"] is None else f"{found['score']:.4f}"
    least = "" if found["least"] is None else f" (at least {found['least']:.4g})"
    print(f"{found['benchmark']}: {score}{least}")
message = "passed: every score is high enough" if passed else "not passed: " + "; ".join(problems)
print(message)
try:
    with open(os.environ.get("MESSAGE", "/dev/termination-log"), "w") as file:
        file.write(message)
except OSError:
    pass
sys.exit(0 if passed else ${hopelessExitCode})
`;
