# vet.mk - the gate and its tests. To be read from the project's root.

VET_C   := $(filter-out labs/kit/tests/%,$(wildcard labs/kit/vet*.c)) \
           $(wildcard labs/kit/process*.c)
VET_H   := $(wildcard labs/kit/vet*.h labs/kit/process*.h)
VET_CC  := gcc -std=c11 -g -O1 -Wall -Wextra -Wpedantic -Wshadow -Werror

.build/kit/vet: $(VET_C) $(VET_H) labs/kit/vet.mk
	@mkdir -p $(@D)
	@$(VET_CC) -o $@ $(VET_C) -lelf

.build/kit/test_vet_process: labs/kit/tests/test_vet_process.c \
    $(wildcard labs/kit/process*.c) $(VET_H)
	@mkdir -p $(@D)
	@$(VET_CC) -o $@ $(filter %.c,$^) -pthread

.PHONY: test-vet
test-vet: .build/kit/vet .build/kit/test_vet_process ## the gate admits what it should, and nothing else (part of test)
	@.build/kit/test_vet_process
	@labs/kit/tests/test_vet
