# interleave.mk - build the schedule explorer, say how to link with it, test it.
# For inclusion by other makefiles; paths are from the repository's root.
#
#   INTERLEAVE_OBJ      explorer, reports and the kit's backend as one object
#   INTERLEAVE_CORE     the explorer alone
#   INTERLEAVE_WHOLE    explorer, reports and a main for programs that have one
#   INTERLEAVE_REPORT   explorer and reports, without the kit
#   INTERLEAVE_COMPILE  flags for every file that is explored, for compiler $(1)
#   INTERLEAVE_LINK     flags for linking a program with either
#   test-interleave     the explorer's tests, about 100 s on two cores
#   bench-interleave    schedules a second

INTERLEAVE_OUT  := .build/interleave
INTERLEAVE_OBJ  := $(INTERLEAVE_OUT)/interleave.o
INTERLEAVE_CORE := $(INTERLEAVE_OUT)/core.o
INTERLEAVE_WHOLE := $(INTERLEAVE_OUT)/whole.o
INTERLEAVE_REPORT := $(INTERLEAVE_OUT)/report.o
INTERLEAVE_CC   ?= gcc

# What draws traces and what knows the kit is not needed to explore.
INTERLEAVE_TELL_C := $(wildcard $(addprefix labs/interleave/, trace*.c \
    names*.c play*.c outputs.c backend.c))
INTERLEAVE_CORE_C := $(filter-out $(INTERLEAVE_TELL_C) %/whole.c, \
    $(wildcard labs/interleave/*.c))
INTERLEAVE_H      := $(wildcard labs/interleave/*.h)
INTERLEAVE_CORE_O := $(INTERLEAVE_CORE_C:labs/interleave/%.c=$(INTERLEAVE_OUT)/objects/%.o)
INTERLEAVE_TELL_O := $(INTERLEAVE_TELL_C:labs/interleave/%.c=$(INTERLEAVE_OUT)/tell/%.o)
INTERLEAVE_REPORT_O := $(patsubst labs/interleave/%.c,$(INTERLEAVE_OUT)/tell/%.o, \
    $(wildcard labs/interleave/names*.c labs/interleave/trace*.c))

INTERLEAVE_COMPILE = -fsanitize=thread -fno-builtin -g -fno-omit-frame-pointer \
    -fno-pie $(if $(findstring clang,$(1)),-mllvm \
    -tsan-instrument-read-before-write=1,-Wno-tsan)
INTERLEAVE_LINK := -no-pie -Wl,@labs/interleave/wrap.rsp -pthread -ldw

INTERLEAVE_WARN := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Werror
INTERLEAVE_OWN  := -std=c11 -O2 -g -fno-pie -fno-stack-protector \
    -fno-reorder-functions

# Whoever includes this file keeps their own first target.
interleave_goal := $(.DEFAULT_GOAL)

$(INTERLEAVE_OUT)/objects/%.o: labs/interleave/%.c $(INTERLEAVE_H)
	@mkdir -p $(@D)
	$(INTERLEAVE_CC) $(INTERLEAVE_WARN) $(INTERLEAVE_OWN) -c $< -o $@

$(INTERLEAVE_OUT)/tell/%.o: labs/interleave/%.c $(INTERLEAVE_H) \
    $(wildcard labs/kit/*.h)
	@mkdir -p $(@D)
	$(INTERLEAVE_CC) $(INTERLEAVE_WARN) $(INTERLEAVE_OWN) -Ilabs/kit -c $< -o $@

$(INTERLEAVE_CORE): $(INTERLEAVE_CORE_O)
$(INTERLEAVE_OBJ): $(INTERLEAVE_CORE_O) $(INTERLEAVE_TELL_O)
$(INTERLEAVE_REPORT): $(INTERLEAVE_CORE_O) $(INTERLEAVE_REPORT_O)

$(INTERLEAVE_CORE) $(INTERLEAVE_OBJ) $(INTERLEAVE_REPORT): labs/interleave/wrap.rsp \
    labs/interleave/join.sh
	sh labs/interleave/join.sh $@ $(filter %.o,$^)

# The program's names are its own: of the explorer's it sees what the compiler
# and the linker call for.
$(INTERLEAVE_WHOLE): $(INTERLEAVE_CORE_O) \
    $(filter-out %/backend.o,$(INTERLEAVE_TELL_O)) \
    $(INTERLEAVE_OUT)/tell/whole.o labs/interleave/wrap.rsp \
    labs/interleave/join.sh
	sh labs/interleave/join.sh $@ $(filter %.o,$^)
	objcopy -w --keep-global-symbol=main --keep-global-symbol='__wrap_*' \
	    --keep-global-symbol='__tsan_*' --keep-global-symbol='__atomic_*' \
	    --keep-global-symbol=explore_unknown $@

# --- tests ---------------------------------------------------------------------

INTERLEAVE_TESTS := labs/interleave/tests
INTERLEAVE_CCS   := $(foreach c,gcc clang-14 clang-19,$(if $(shell command -v $(c)),$(c)))
INTERLEAVE_RUNS  := $(foreach c,$(INTERLEAVE_CCS),programs.$(c)-O0 programs.$(c)-O1)

$(INTERLEAVE_OUT)/tests/%.o: $(INTERLEAVE_TESTS)/%.c $(INTERLEAVE_H) \
    $(wildcard $(INTERLEAVE_TESTS)/*.h)
	@mkdir -p $(@D)
	gcc $(INTERLEAVE_WARN) -O1 -g -fno-pie -Ilabs/interleave -c $< -o $@

# Like the explorer, it is no part of the program that is explored.
$(INTERLEAVE_OUT)/main.o: $(INTERLEAVE_OUT)/tests/main.o \
    $(INTERLEAVE_OUT)/tests/trace_class.o \
    $(INTERLEAVE_OUT)/tests/trace_races.o labs/interleave/join.sh
	sh labs/interleave/join.sh $@ $(filter %.o,$^)

$(INTERLEAVE_OUT)/oracle: $(INTERLEAVE_TESTS)/oracle.c \
    $(INTERLEAVE_TESTS)/model.c $(INTERLEAVE_TESTS)/model.h \
    $(INTERLEAVE_TESTS)/random_program.h
	@mkdir -p $(@D)
	gcc $(INTERLEAVE_WARN) -O2 $(filter %.c,$^) -o $@

$(INTERLEAVE_OUT)/scenario_%.o: $(INTERLEAVE_TESTS)/scenario_%.c \
    $(wildcard $(INTERLEAVE_TESTS)/*.h)
	@mkdir -p $(@D)
	gcc -O0 $(call INTERLEAVE_COMPILE,gcc) -Wall -Wextra -Ilabs/interleave -c $< -o $@

$(INTERLEAVE_OUT)/scenario_%: $(INTERLEAVE_OUT)/scenario_%.o \
    $(INTERLEAVE_OUT)/main.o $(INTERLEAVE_CORE)
	gcc $^ $(INTERLEAVE_LINK) -o $@

.PRECIOUS: $(INTERLEAVE_OUT)/scenario_%.o

$(INTERLEAVE_OUT)/permutations: $(INTERLEAVE_TESTS)/permutations.c \
    labs/kit/linearize.c labs/kit/linearize.h labs/kit/history.h
	@mkdir -p $(@D)
	gcc $(INTERLEAVE_WARN) -O2 -Ilabs/kit $(filter %.c,$^) -o $@

$(INTERLEAVE_OUT)/axioms: $(INTERLEAVE_TESTS)/axioms.c \
    $(addprefix $(INTERLEAVE_TESTS)/,relation.h litmus_program.h orders.h)
	@mkdir -p $(@D)
	gcc $(INTERLEAVE_WARN) -O2 $< -o $@

$(INTERLEAVE_OUT)/bench.o: $(INTERLEAVE_TESTS)/bench.c $(INTERLEAVE_H)
	@mkdir -p $(@D)
	gcc $(INTERLEAVE_WARN) -D_GNU_SOURCE -g -fno-pie -Ilabs/interleave -c $< -o $@

$(INTERLEAVE_OUT)/bench_map.o: $(INTERLEAVE_TESTS)/bench_map.c \
    $(INTERLEAVE_TESTS)/run.h
	gcc -std=gnu11 -O0 $(call INTERLEAVE_COMPILE,gcc) -c $< -o $@

$(INTERLEAVE_OUT)/bench: $(INTERLEAVE_OUT)/bench.o $(INTERLEAVE_OUT)/bench_map.o \
    $(INTERLEAVE_CORE)
	gcc $^ $(INTERLEAVE_LINK) -o $@

.PHONY: test-interleave test-explorer bench-interleave interleave-oracle \
    interleave-restart interleave-tokens interleave-faults \
    interleave-enumerate interleave-reports interleave-same \
    interleave-verdicts interleave-oracles interleave-known interleave-whole \
    interleave-outputs interleave-sanitized interleave-compilers \
    interleave-long $(INTERLEAVE_RUNS)

# Programs at -O0 with gcc come first: other tests use what they leave.
INTERLEAVE_REST := interleave-oracle interleave-oracles interleave-restart \
    interleave-tokens interleave-faults interleave-enumerate interleave-reports \
    interleave-same interleave-known interleave-whole interleave-outputs \
    interleave-sanitized interleave-compilers

# Each answer that the explorer can give against one worked out by other means.
INTERLEAVE_ORACLES := $(addprefix $(INTERLEAVE_OUT)/,oracle permutations axioms \
    scenario_random scenario_litmus)

# What the long run does as a whole by itself.
INTERLEAVE_PARTS := interleave-oracle interleave-oracles interleave-faults \
    interleave-whole

test-interleave: $(INTERLEAVE_RUNS) $(INTERLEAVE_REST)
	@for c in gcc clang-14 clang-19; do command -v $$c > /dev/null || \
	    echo "NOT CHECKED: programs with $$c, which is not installed"; done

# Every program with gcc -O0; the other compilers and levels share them out
# among themselves, and have all of them in test-explorer LONG=1.
programs.gcc-O1 programs.clang-19-O0: export PART := 0/3
programs.clang-14-O0 programs.clang-19-O1: export PART := 1/3
programs.clang-14-O1: export PART := 2/3

$(INTERLEAVE_RUNS): programs.%: $(INTERLEAVE_CORE) $(INTERLEAVE_OUT)/main.o
	@sh $(INTERLEAVE_TESTS)/run.sh $(subst -O, -O,$*)

interleave-compilers:
	@sh $(INTERLEAVE_TESTS)/compilers.sh "$(INTERLEAVE_WARN)" \
	    $(filter clang%,$(INTERLEAVE_CCS))

interleave-known:
	@mkdir -p $(INTERLEAVE_OUT)
	@sh $(INTERLEAVE_TESTS)/known.sh

# Half of them, as of the seeded faults.
interleave-whole: $(INTERLEAVE_WHOLE)
	@PART=1/2 sh $(INTERLEAVE_TESTS)/whole.sh gcc

interleave-outputs: $(INTERLEAVE_WHOLE) $(INTERLEAVE_OBJ)
	@sh $(INTERLEAVE_TESTS)/outputs.sh

test-explorer: $(if $(LONG),interleave-long,test-interleave) ## the explorer's own tests; LONG=1 all of them

# Half an hour and more.
interleave-long: $(INTERLEAVE_CORE) $(INTERLEAVE_OUT)/main.o \
    $(INTERLEAVE_WHOLE) $(INTERLEAVE_ORACLES)
	@sh $(INTERLEAVE_TESTS)/long.sh "$(INTERLEAVE_OWN)" programs.gcc-O0 \
	    $(filter-out $(INTERLEAVE_PARTS),$(INTERLEAVE_REST))

interleave-oracle: $(INTERLEAVE_OUT)/oracle $(INTERLEAVE_OUT)/scenario_random
	@sh $(INTERLEAVE_TESTS)/oracle.sh 1 20

interleave-oracles: programs.gcc-O0 $(INTERLEAVE_ORACLES)
	@sh $(INTERLEAVE_TESTS)/oracles.sh short

interleave-restart: programs.gcc-O0
	@sh $(INTERLEAVE_TESTS)/restart.sh 1 200

interleave-tokens: programs.gcc-O0
	@sh $(INTERLEAVE_TESTS)/tokens.sh 1

interleave-enumerate: programs.gcc-O0
	@sh $(INTERLEAVE_TESTS)/enumerate.sh

# Half of them; all in test-explorer LONG=1.
interleave-faults: programs.gcc-O0 $(INTERLEAVE_ORACLES)
	@PART=0/2 sh $(INTERLEAVE_TESTS)/faults.sh "$(INTERLEAVE_OWN)"

# UPDATE=1 writes what is kept again.
interleave-reports: $(INTERLEAVE_REPORT) $(INTERLEAVE_OBJ)
	@sh $(INTERLEAVE_TESTS)/trace/run.sh

# RUNS=1000 is the whole of it, a quarter in each weather.
interleave-same: interleave-reports
	@sh $(INTERLEAVE_TESTS)/same.sh $(or $(RUNS),24) list_freed tickets

# Minutes: LAB=1.2 RUNS=20.
interleave-verdicts:
	@sh $(INTERLEAVE_TESTS)/verdicts.sh "$(LAB)" $(or $(RUNS),20)

bench-interleave: $(INTERLEAVE_OUT)/bench
	@$<

include labs/interleave/sanitize.mk

.DEFAULT_GOAL := $(interleave_goal)
