#!/usr/bin/env python3
"""Runs commands side by side, interleaved, and prints the medians of wall time, CPU time (the kernel's, of all processes that were waited for) and
peak memory of the largest process, and the ratio to the first command: above 1 means that the first one needs less.
  compare.py [-n ROUNDS] [-u THINGS] NAME='shell command' ..."""
import argparse
import os
import statistics
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("-n", type=int, default=5, help="rounds, after one that is not counted")
parser.add_argument("-u", type=float, default=1, help="things that a run works on")
parser.add_argument("commands", nargs="+")
options = parser.parse_args()
commands = [command.split("=", 1) for command in options.commands]


def once(command):
    start = time.perf_counter()
    pid = os.spawnl(os.P_NOWAIT, "/bin/bash", "bash", "-c", command + " > /dev/null 2>> ${LOG:-/dev/null}")
    _, status, used = os.wait4(pid, 0)
    if status:
        sys.exit("%s ended with %d" % (command, os.waitstatus_to_exitcode(status)))
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


rows = {name: [] for name, _ in commands}
for number in range(options.n + 1):
    for name, command in commands:
        result = once(command)
        if number:
            rows[name].append(result)
first = rows[commands[0][0]]
print("%-24s %8s %8s %7s %9s %8s %8s" % ("", "wall s", "CPU s", "MB", "a second", "x wall", "x CPU"))
for name, _ in commands:
    wall, cpu, memory = (statistics.median(column) for column in zip(*rows[name]))
    ratios = [statistics.median(mine[i] / other[i] for mine, other in zip(rows[name], first)) for i in (0, 1)]
    print("%-24s %8.2f %8.2f %7.0f %9.1f %8.2f %8.2f" % (name, wall, cpu, memory, options.u / wall, *ratios))
