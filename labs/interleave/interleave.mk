# interleave.mk - build the schedule explorer and say how to link with it.
#
#   INTERLEAVE_OBJ     the explorer as one object file (a prerequisite)
#   INTERLEAVE_COMPILE flags for every file that is explored; CC is $(1)
#   INTERLEAVE_LINK    flags for linking a program with it
#
# The explorer's own calls of wrapped functions are renamed so that they reach
# the library, and its code and data get sections of their own: the data is not
# put back between schedules, the code is not part of a candidate's hash.

INTERLEAVE_OUT  := .build/interleave
INTERLEAVE_OBJ  := $(INTERLEAVE_OUT)/interleave.o
INTERLEAVE_CORE := $(INTERLEAVE_OUT)/core.o
INTERLEAVE_CC   ?= gcc

# What draws traces and what knows the kit is not needed to explore.
INTERLEAVE_TELL := $(wildcard $(addprefix labs/interleave/, trace*.c names*.c \
    render*.c backend*.c report*.c))
INTERLEAVE_C := $(filter-out $(INTERLEAVE_TELL),$(wildcard labs/interleave/*.c))
INTERLEAVE_H := $(wildcard labs/interleave/*.h)

interleave_objects = $(patsubst labs/interleave/%.c,$(INTERLEAVE_OUT)/%.o,$(1))

INTERLEAVE_COMPILE = -fsanitize=thread -fno-builtin -g -fno-omit-frame-pointer -fno-pie \
    $(if $(findstring clang,$(1)),-mllvm -tsan-instrument-read-before-write=1,-Wno-tsan)
INTERLEAVE_LINK := -no-pie -Wl,@labs/interleave/wrap.rsp -pthread -ldw

INTERLEAVE_OWN := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Werror -O2 -g \
    -fno-pie -fno-stack-protector -fno-reorder-functions \
    -Ilabs/interleave -Ilabs/kit

INTERLEAVE_SECTIONS := .text .text.unlikely .text.startup .text.hot .text.exit

$(INTERLEAVE_OUT)/%.o: labs/interleave/%.c $(INTERLEAVE_H)
	@mkdir -p $(@D)
	$(INTERLEAVE_CC) $(INTERLEAVE_OWN) -c $< -o $@

$(INTERLEAVE_CORE): $(call interleave_objects,$(INTERLEAVE_C))
$(INTERLEAVE_OBJ): $(call interleave_objects,$(INTERLEAVE_C) $(INTERLEAVE_TELL))

$(INTERLEAVE_CORE) $(INTERLEAVE_OBJ): labs/interleave/wrap.rsp
	ld -r $(filter %.o,$^) -o $@.tmp
	sed 's/--wrap=\(.*\)/\1 __real_\1/' labs/interleave/wrap.rsp > $@.names
	objcopy --redefine-syms=$@.names \
	    $(foreach s,$(INTERLEAVE_SECTIONS),--rename-section $(s)=interleave_text) \
	    --rename-section .data=interleave_data \
	    --rename-section .bss=interleave_bss $@.tmp $@
