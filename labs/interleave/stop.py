# stop.py - for gdb: run a replay to its failure, which is where it calls
# explore_stop_here(), and go up to the student's frame, as names_student() of
# names.c finds it: the innermost one that is neither given nor the scenario's,
# else the scenario's. The program reads nothing of what gdb is told.
import os
import sys

import gdb

GIVEN = ("labs/hmap/", "labs/kit/", "labs/interleave/", "../usr/", "/usr/")
TESTS = "labs/interleave/tests/"


def path_of(frame):
    """Its file as the project's root sees it, None if it has no source or is
    in a library."""
    table = frame.find_sal().symtab
    if table is None or table.objfile.filename != gdb.current_progspace().filename:
        return None
    return os.path.relpath(table.fullname())


def is_candidate(frame, scenario_too):
    path = path_of(frame)
    if path is None or (not path.startswith(TESTS) and path.startswith(GIVEN)):
        return False
    return scenario_too or not os.path.basename(path).startswith("scenarios")


def first(scenario_too):
    frame = gdb.newest_frame()
    while frame is not None and not is_candidate(frame, scenario_too):
        frame = frame.older()
    return frame


def stands_at_failure():
    try:
        return gdb.newest_frame().name() == "explore_stop_here"
    except gdb.error:  # the program has ended
        return False


# A candidate is compiled under the names of the lab's files that it replaces.
def show_sources_of(candidate, lab):
    if candidate == lab:
        return
    for name in sorted(os.listdir(candidate)):
        if name.endswith(".c"):
            gdb.execute("set substitute-path %s/%s %s/%s" % (
                lab, name, candidate, name))


def run():
    gdb.execute("set breakpoint pending on")
    # The explorer sees these itself, and says what they were.
    gdb.execute("handle SIGSEGV SIGBUS SIGFPE SIGILL nostop noprint pass")
    gdb.execute("break explore_stop_here")
    gdb.execute("set exec-wrapper sh -c 'exec \"$@\" < /dev/null' sh")
    gdb.execute("run")


def show():
    if not stands_at_failure():
        print("This schedule does not fail: there is nothing to stop at.")
        return
    frame = first(False) or first(True)
    if frame is None:
        print("No frame here is yours; bt shows them all.")
        return
    frame.select()
    gdb.execute("frame")
    if not sys.stdin.isatty():
        gdb.execute("backtrace")


if "JUDGE_FROM" in os.environ:
    show_sources_of(os.environ["JUDGE_FROM"], "labs/" + os.environ["JUDGE_LAB"])
run()
show()
