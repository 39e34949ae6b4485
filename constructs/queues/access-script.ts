/**
 * Writes a kubeconfig for each cluster into a Secret, with the token that another container has got for it. Standard
 * library only.
 *
 * Variables: `API` (address of the API server), `ACCESS` (folder with `token` and `ca.crt` of the pod's account),
 * `NAMESPACE`, `CLUSTERS` (file: name, address and certificate of a cluster a line) and `TOKENS` (folder with a file for
 * each name).
 *
 * Source: Kubernetes documentation, "Server-Side Apply"; Kueue 0.19, `multikueuecluster.go`: the key is `kubeconfig`, and
 * only tokens and certificates that are written out are accepted, no programs and no files.
 */
export const accessScript = `import base64
import json
import os
import ssl
import sys
import urllib.error
import urllib.request

env = os.environ
api, access, namespace = env["API"], env["ACCESS"], env["NAMESPACE"]


def text(path):
    with open(path, encoding="utf8") as file:
        return file.read().strip()


def kubeconfig(name, server, certificate):
    return json.dumps(
        {
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [
                {"name": name, "cluster": {"server": server, "certificate-authority-data": certificate}}
            ],
            "users": [{"name": name, "user": {"token": text(f"{env['TOKENS']}/{name}")}}],
            "contexts": [{"name": name, "context": {"cluster": name, "user": name}}],
            "current-context": name,
        }
    )


def apply(name, content):
    secret = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": name, "namespace": namespace},
        "data": {"kubeconfig": base64.b64encode(content.encode()).decode()},
    }
    request = urllib.request.Request(
        f"{api}/api/v1/namespaces/{namespace}/secrets/{name}?fieldManager=multikueue-access&force=true",
        method="PATCH",
        headers={
            "Authorization": f"Bearer {text(access + '/token')}",
            "Content-Type": "application/apply-patch+yaml",
        },
        data=json.dumps(secret).encode(),
    )
    context = ssl.create_default_context(cafile=f"{access}/ca.crt") if api.startswith("https:") else None
    urllib.request.urlopen(request, timeout=30, context=context).close()


try:
    for line in text(env["CLUSTERS"]).splitlines():
        name, server, certificate = line.split()
        apply(f"multikueue-{name}", kubeconfig(name, server, certificate))
        print(f"renewed the access to {name}")
except urllib.error.HTTPError as error:
    sys.exit(f"the API server refuses: {error.code} {error.read().decode(errors='replace')}")
except (urllib.error.URLError, TimeoutError) as error:
    sys.exit(f"the API server does not answer: {error}")
`;
