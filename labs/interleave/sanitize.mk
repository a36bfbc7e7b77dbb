# sanitize.mk - the explorer under AddressSanitizer and UBSan.
#
#   interleave-sanitized   a part of the tests (in `make test`); LONG=1: all
#
# The whole of it is built that way and runs the programs of tests/. One thing
# is left out: guards around the local variables of what runs on simulated
# stacks, for a schedule that ends in its middle leaves their marks behind.
# What draws reports runs on the process's own stack and has them. Beyond the
# sanitizers' sight are the switch of stacks itself (assembly) and the simulated
# heap, whose blocks the explorer guards, not they.

SANITIZED     := $(INTERLEAVE_OUT)/sanitized
SANITIZERS    := -fsanitize=address,undefined
SANITIZED_OWN := -std=c11 -O1 -g -fno-pie -fno-stack-protector $(SANITIZERS) \
    -fno-sanitize-recover=all -Ilabs/kit

$(SANITIZED)/core/%.o: labs/interleave/%.c $(INTERLEAVE_H)
	@mkdir -p $(@D)
	gcc $(SANITIZED_OWN) --param asan-stack=0 -c $< -o $@

$(SANITIZED)/tell/%.o: labs/interleave/%.c $(INTERLEAVE_H)
	@mkdir -p $(@D)
	gcc $(SANITIZED_OWN) -c $< -o $@

SANITIZED_CORE_O   := $(INTERLEAVE_CORE_O:$(INTERLEAVE_OUT)/objects/%=$(SANITIZED)/core/%)
SANITIZED_REPORT_O := $(INTERLEAVE_REPORT_O:$(INTERLEAVE_OUT)/%=$(SANITIZED)/%)

$(SANITIZED)/core.o: $(SANITIZED_CORE_O)
$(SANITIZED)/report.o: $(SANITIZED_CORE_O) $(SANITIZED_REPORT_O)
$(SANITIZED)/interleave.o: $(SANITIZED_CORE_O) \
    $(INTERLEAVE_TELL_O:$(INTERLEAVE_OUT)/%=$(SANITIZED)/%)
$(SANITIZED)/core.o $(SANITIZED)/report.o $(SANITIZED)/interleave.o: \
    labs/interleave/wrap.rsp labs/interleave/join.sh
	sh labs/interleave/join.sh $@ $(filter %.o,$^)

.PHONY: interleave-sanitized
interleave-sanitized: $(SANITIZED)/core.o $(SANITIZED)/report.o \
    $(SANITIZED)/interleave.o $(INTERLEAVE_OUT)/main.o
	@SANITIZE="$(SANITIZERS)" sh $(INTERLEAVE_TESTS)/sanitized.sh
