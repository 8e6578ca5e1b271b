"""Runs a program until it ends or whoever holds the other end of the standard input is gone, then ends all of it.

Started as a file of its own (``python -I -S guard.py PROGRAM ARGUMENTS…``) at the head of LibreOffice's process group:
docgen may be killed outright, and then nobody else is left to end LibreOffice. Imports nothing of docgen.
"""

import os
import signal
import subprocess
import sys
import threading


def main(command: list[str]) -> int:
    """The exit code of ``command``; 127 where it cannot be started, the reason said on the standard error."""
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    except OSError as error:
        print(error.strerror or error, file=sys.stderr)
        return 127
    threading.Thread(target=end_with_the_owner, args=(process,), daemon=True).start()
    return process.wait()


def end_with_the_owner(process: subprocess.Popen) -> None:
    """Wait until the standard input closes, which happens however its owner ends; then end the whole group."""
    while os.read(0, 1024):
        pass
    if os.name == "nt":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
