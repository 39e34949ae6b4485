/**
 * Starts a run from a template, unless one of the job is there that has not ended: an object of the kind that the template
 * has first. It talks to the API server itself, so
 * that the image of Python, which fetches models as well, is enough. Standard library only.
 *
 * Variables: `API` (address of the API server), `ACCESS` (folder with `token` and `ca.crt`), `NAMESPACE`, `JOB`, `START`
 * (start of the run's name, before the time), `TEMPLATE` (file) and `PLACEHOLDER` (what stands for the name in it).
 *
 * Source: Kubernetes documentation, "Directly accessing the REST API"; JobSet 0.12, `status.terminalState`; Kubernetes API
 * reference, "Job" (conditions).
 */
export const submitScript = `import datetime
import json
import os
import ssl
import sys
import urllib.error
import urllib.parse
import urllib.request

env = os.environ
api, access = env["API"], env["ACCESS"]


def path_of(version, kind):
    plural = f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
    root = "/apis" if "/" in version else "/api"
    return f"{root}/{version}/namespaces/{env['NAMESPACE']}/{plural}".lower()


def call(method, path, body=None):
    with open(f"{access}/token", encoding="utf8") as token:
        headers = {"Authorization": f"Bearer {token.read().strip()}", "Content-Type": "application/json"}
    request = urllib.request.Request(api + path, method=method, headers=headers, data=body)
    context = ssl.create_default_context(cafile=f"{access}/ca.crt") if api.startswith("https:") else None
    with urllib.request.urlopen(request, timeout=30, context=context) as answer:
        return json.load(answer)


def ended(status):
    ends = ("Complete", "Completed", "Failed")
    conditions = status.get("conditions") or []
    return status.get("terminalState") or any(one["type"] in ends and one["status"] == "True" for one in conditions)


try:
    selector = urllib.parse.quote(f"ninefold.dev/training={env['JOB']}")
    with open(env["TEMPLATE"], encoding="utf8") as template:
        text = template.read()
    first = json.loads(text)["items"][0]
    runs = call("GET", f"{path_of(first['apiVersion'], first['kind'])}?labelSelector={selector}")["items"]
    going = [run["metadata"]["name"] for run in runs if not ended(run.get("status", {}))]
    if going:
        print(f"{going[0]} has not ended: no other run is started")
        sys.exit(0)
    name = f"{env['START']}-{datetime.datetime.now(datetime.timezone.utc):%Y%m%d%H%M}"
    objects = json.loads(text.replace(env["PLACEHOLDER"], name))["items"]
    for item in objects:
        try:
            call("POST", path_of(item["apiVersion"], item["kind"]), json.dumps(item).encode())
        except urllib.error.HTTPError as error:
            # An attempt before has come as far as this.
            if error.code != 409:
                raise
    print(f"started {name}")
except urllib.error.HTTPError as error:
    sys.exit(f"the API server refuses: {error.code} {error.read().decode(errors='replace')}")
except (urllib.error.URLError, TimeoutError) as error:
    sys.exit(f"the API server does not answer: {error}")
`;
