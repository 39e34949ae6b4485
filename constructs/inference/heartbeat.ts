/** Where the script lies in the container. */
export const heartbeatPath = '/ninefold/heartbeat.py';

/**
 * Looks after an engine from inside of its container, where Python is in every engine's image.
 *
 * `check SECONDS`: fails if the health path does not answer 200, or if requests run or wait and no series of the
 * heartbeat has changed for that long. An engine whose loop hangs still answers its health path. What it saw last is in
 * a file, one for each SECONDS, so that probes with different patience do not disturb each other.
 *
 * `drain WAIT SECONDS`: waits until nobody sends requests any more, then until none runs or waits, at most SECONDS.
 */
export const heartbeatScript = `import json, os, sys, time, urllib.error, urllib.request

BASE = "http://127.0.0.1:" + os.environ["HEARTBEAT_PORT"]
BEAT = os.environ["HEARTBEAT_SERIES"].split()
WORK = os.environ["HEARTBEAT_WORK"].split()
STATE = os.environ.get("HEARTBEAT_STATE", "/tmp")


def get(path):
    request = urllib.request.Request(BASE + path)
    key = os.environ.get(os.environ.get("HEARTBEAT_KEY", ""))
    if key:
        request.add_header("Authorization", "Bearer " + key)
    # A proxy of the environment is not for the own container.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=float(os.environ["HEARTBEAT_TIMEOUT"])) as response:
        return response.read().decode()


def metrics():
    beat, work = {}, 0.0
    for line in get("/metrics").splitlines():
        if not line or line.startswith("#"):
            continue
        series, _, value = line.rpartition(" ")
        name = series.split("{", 1)[0]
        if name in BEAT:
            beat[series] = value
        if name in WORK:
            work += float(value)
    return beat, work


def check(patience):
    get(os.environ["HEARTBEAT_HEALTH"])
    try:
        beat, work = metrics()
    except (OSError, ValueError) as error:
        # Without metrics there is nothing to judge by, and the health path has answered.
        print("no metrics:", error)
        return
    path = os.path.join(STATE, "heartbeat-%d" % patience)
    now = time.monotonic()
    try:
        with open(path) as file:
            seen = json.load(file)
    except (OSError, ValueError):
        seen = None
    # A time in the future is of a node that has been restarted since.
    if not beat or work == 0 or seen is None or seen["beat"] != beat or seen["since"] > now:
        with open(path + ".new", "w") as file:
            json.dump({"beat": beat, "since": now}, file)
        os.replace(path + ".new", path)
        return
    stalled = now - seen["since"]
    if stalled >= patience:
        sys.exit("no step for %d s with %d requests" % (stalled, work))


def drain(wait, longest):
    time.sleep(wait)
    end = time.monotonic() + longest
    while time.monotonic() < end:
        try:
            if metrics()[1] == 0:
                return
        except (OSError, ValueError):
            return
        time.sleep(1)


if __name__ == "__main__":
    try:
        if sys.argv[1] == "check":
            check(int(sys.argv[2]))
        else:
            drain(float(sys.argv[2]), float(sys.argv[3]))
    except OSError as error:
        sys.exit("%s: %s" % (type(error).__name__, error))
`;
