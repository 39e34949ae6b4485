import { hopelessExitCode } from '../../kubernetes/retries';

/**
 * Creates the jobs of a workflow one after the other, each when the one before it has succeeded, and ends as the last one
 * or the first failed one does. It keeps nothing in memory: started again, it goes on where the jobs in the cluster are.
 *
 * First it waits for the JobSet of the training, if there is one, unless the first step exists already, since a finished JobSet may be gone.
 * Every job belongs to the workflow's own job and goes with it. Steps of a workflow before (the same run, started anew) are
 * deleted first; what they have finished is in the bucket, and is not done twice.
 *
 * A step may name, in an annotation, the API path of a workload that has to start anew after it, such as a service that reads the weights of a candidate;
 * its pods are given an annotation, as `kubectl rollout restart` does, and are waited for. A step may name a workload that it asks, with the
 * version that is to answer: it begins when no pod of another version is left.
 *
 * Variables: `STEPS` (folder with `<n>-<step>.json`, lists in JSON), `TRAINING` (name of the JobSet; unset where nothing is trained before), `RUN` and `WORKFLOW`
 * (what stands for `<<run>>` and `<<workflow>>` in the steps), `OWN` (name of its own job), `NAMESPACE`, `API`, `ACCESS`
 * (folder with `token` and `ca.crt`), `PAUSE` (seconds between two looks), `RESTART_SECONDS` (how long a workload may take).
 *
 * Source: Kubernetes API reference, "Job" and "Deployment"; JobSet 0.12, conditions `Completed` and `Failed`;
 * LeaderWorkerSet 0.10, `status.updatedReplicas`.
 */
export const workflowScript = `import json, os, ssl, sys, time, urllib.error, urllib.request

NAMESPACE = os.environ["NAMESPACE"]
TRAINING = os.environ.get("TRAINING")
PAUSE = float(os.environ["PAUSE"])
ACCESS = os.environ["ACCESS"]
API = os.environ["API"]
CONTEXT = ssl.create_default_context(cafile=f"{ACCESS}/ca.crt") if API.startswith("https:") else None
JOBS = f"/apis/batch/v1/namespaces/{NAMESPACE}/jobs"


def call(method, path, body=None, kind="application/json"):
    # The token is exchanged while the pod runs.
    with open(f"{ACCESS}/token") as file:
        headers = {"Authorization": "Bearer " + file.read().strip(), "Content-Type": kind}
    data = None if body is None else json.dumps(body).encode()
    for attempt in range(8):
        request = urllib.request.Request(API + path, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30, context=CONTEXT) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            if error.code == 409 and method == "POST":
                return None
            if error.code < 500 and error.code != 429:
                end(f"{method} {path}: {error.code} {error.read().decode(errors='replace')[:500]}", 1)
        except OSError as error:
            print(f"{method} {path}: {error}", flush=True)
        time.sleep(min(60, PAUSE * 2**attempt))
    end(f"{method} {path}: no answer", 1)


def end(message, code):
    print(message, flush=True)
    try:
        with open(os.environ.get("MESSAGE", "/dev/termination-log"), "w") as file:
            file.write(message)
    except OSError:
        pass
    sys.exit(code)


def condition(item, kind):
    for found in (item.get("status") or {}).get("conditions") or []:
        if found["type"] == kind and found["status"] == "True":
            return found
    return None


def wait_for_training():
    lost = 0
    while True:
        item = call("GET", f"/apis/jobset.x-k8s.io/v1alpha2/namespaces/{NAMESPACE}/jobsets/{TRAINING}")
        if item is None:
            # Both are created together, in any order.
            lost += 1
            if lost > 20:
                end(f"there is no training {TRAINING}", ${hopelessExitCode})
        elif condition(item, "Completed"):
            print(f"{TRAINING} is trained", flush=True)
            return
        elif condition(item, "Failed"):
            end(f"the training {TRAINING} has failed: {condition(item, 'Failed').get('message', '')}", ${hopelessExitCode})
        time.sleep(PAUSE)


def said(job):
    pods = call("GET", f"/api/v1/namespaces/{NAMESPACE}/pods?labelSelector=job-name%3D{job}") or {}
    texts = []
    for pod in sorted(pods.get("items") or [], key=lambda pod: pod["metadata"].get("creationTimestamp", "")):
        status = pod.get("status") or {}
        for found in (status.get("initContainerStatuses") or []) + (status.get("containerStatuses") or []):
            ended = (found.get("state") or {}).get("terminated") or {}
            if ended.get("exitCode"):
                texts.append(ended.get("message") or f"{found['name']} ended with {ended['exitCode']}")
    return texts[-1].strip() if texts else ""


def run_step(manifest, owner):
    name = manifest["metadata"]["name"]
    step = manifest["metadata"]["labels"]["ninefold.dev/step"]
    manifest["metadata"]["ownerReferences"] = [
        {"apiVersion": "batch/v1", "kind": "Job", "name": owner["name"], "uid": owner["uid"], "controller": False}
    ]
    while True:
        job = call("GET", f"{JOBS}/{name}")
        if job is None:
            print(f"{step}: starts as {name}", flush=True)
            call("POST", JOBS, manifest)
        elif not any(of["uid"] == owner["uid"] for of in job["metadata"].get("ownerReferences") or []):
            if not job["metadata"].get("deletionTimestamp"):
                call("DELETE", f"{JOBS}/{name}", {"propagationPolicy": "Background"})
        elif condition(job, "Complete"):
            print(f"{step}: done", flush=True)
            return
        elif condition(job, "Failed"):
            reason = said(name) or condition(job, "Failed").get("message", "")
            end(f"{step} has failed: {reason}", ${hopelessExitCode})
        time.sleep(PAUSE)


def replicas(item, generation):
    # Until its controller has seen the generation, what it counts is of the one before.
    status = item.get("status") or {}
    seen = status.get("observedGeneration", generation) >= generation
    return [(status.get(key) or 0) if seen else 0 for key in ("updatedReplicas", "readyReplicas", "replicas")]


def wait_for(path, is_so):
    until = time.monotonic() + float(os.environ["RESTART_SECONDS"])
    while time.monotonic() < until:
        if is_so(call("GET", path) or {}):
            return True
        time.sleep(PAUSE)
    return False


def restart(path):
    mark = {"kubectl.kubernetes.io/restartedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
    found = call("GET", path)
    if found is None:
        end(f"there is no workload {path}", ${hopelessExitCode})
    annotated = {"metadata": {"annotations": mark}}
    if found["kind"] == "LeaderWorkerSet":
        spec = {"leaderWorkerTemplate": {"leaderTemplate": annotated, "workerTemplate": annotated}}
    else:
        spec = {"template": annotated}
    changed = call("PATCH", path, {"spec": spec}, "application/merge-patch+json")
    generation = changed["metadata"]["generation"]
    name = found["metadata"]["name"]
    print(f"{name}: starts anew", flush=True)

    def every_replica_is_new(item):
        wanted = (item.get("spec") or {}).get("replicas", 1)
        return wanted > 0 and all(count == wanted for count in replicas(item, generation))

    if not wait_for(path, every_replica_is_new):
        end(f"{name} is not ready with the new weights after {os.environ['RESTART_SECONDS']} s", 1)
    print(f"{name}: every replica is new and ready", flush=True)


def wait_for_version(path, version):
    def answers_alone(item):
        metadata = item.get("metadata") or {}
        updated, ready, every = replicas(item, metadata.get("generation", 0))
        is_asked = (metadata.get("annotations") or {}).get("ninefold.dev/version") == version
        return is_asked and ready > 0 and updated == every

    if not wait_for(path, answers_alone):
        end(f"after {os.environ['RESTART_SECONDS']} s {path} does not answer by the version {version} alone", 1)
    print(f"{path}: only the version {version} answers", flush=True)


def exists(step):
    return call("GET", f"{JOBS}/{step['metadata']['name']}") is not None


names = {"<<run>>": os.environ["RUN"], "<<workflow>>": os.environ["WORKFLOW"]}
steps = []
for file in sorted(os.listdir(os.environ["STEPS"])):
    if file.endswith(".json"):
        with open(os.path.join(os.environ["STEPS"], file)) as text:
            content = text.read()
        for placeholder, name in names.items():
            content = content.replace(placeholder, name)
        steps += json.loads(content)["items"]
own = call("GET", f"{JOBS}/{os.environ['OWN']}")
if own is None:
    end(f"there is no job {os.environ['OWN']}", 1)
if TRAINING and not exists(steps[0]):
    wait_for_training()
for step, following in zip(steps, steps[1:] + [None]):
    annotations = step["metadata"].get("annotations") or {}
    if "ninefold.dev/awaits" in annotations and not exists(step):
        wait_for_version(annotations["ninefold.dev/awaits"], annotations["ninefold.dev/version"])
    run_step(step, own["metadata"])
    # Not under a step that works with it already.
    path = annotations.get("ninefold.dev/restarts")
    if path and following and not exists(following):
        restart(path)
end("promoted: the result is registered" if TRAINING else "every step is done", 0)
`;
