# lab.mk - build one lab's drivers and its judge for one set of files.
#
#   LAB=1.1-crash   the lab
#   WHO=labs        whose files: labs, solutions, mutants/NAME, games/NAME, ...
#   FROM=DIR        where those files are; one that is missing there is the
#                   lab's own
#
# A candidate is the lab with some of its files replaced by those of the same
# name in FROM. Headers, scenarios and tests are never copied. A game is a wrong
# program of the lab to be broken by hand: its folder has a scenario of its own,
# and beside it only what that scenario calls.

include labs/kit/flags.mk
include labs/hmap/hmap.mk
include labs/kit/vet.mk
-include labs/interleave/interleave.mk

OUT   := .build/$(LAB)/$(WHO)
DIR   := labs/$(LAB)
FIXED := $(basename $(notdir $(wildcard $(DIR)/test_*.c $(DIR)/scenarios*.c \
             $(DIR)/experiment*.c $(DIR)/claims*.c)))
# The student's files are those that have a starter; any other is given.
NAMES := $(basename $(notdir $(wildcard $(DIR)/.starter/*.c)))
GIVEN := $(filter-out $(FIXED) $(NAMES),\
             $(basename $(notdir $(wildcard $(DIR)/*.c))))
PLAYED := $(filter games/%,$(WHO))
ifneq ($(PLAYED),)
NAMES := $(filter-out scenarios,$(basename $(notdir $(wildcard $(FROM)/*.c))))
GIVEN :=
endif
FILE   = $(firstword $(wildcard $(FROM)/$(1).c) $(DIR)/$(1).c)
FILES := $(foreach n,$(NAMES),$(call FILE,$(n)))

VARIANTS := plain $(sort $(shell sed -n 's/.*\.variant = "\([a-z]*\)".*/\1/p; \
                s/.*EXPLORE.*/explored/p' $(wildcard $(DIR)/test_*.c)))
HEADERS  := $(wildcard labs/kit/*.h labs/hmap/*.h $(DIR)/*.h $(DIR)/games/*.h)

.DEFAULT_GOAL := drivers
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: drivers judge files
drivers: $(VARIANTS:%=$(OUT)/driver.%)
judge: .build/$(LAB)/judge
files:
	@echo $(FILES)

# --- the candidate -----------------------------------------------------------

# GATE=open lets every file in; it is for the tests of what stands behind the
# gate, and no verb sets it.
OPEN_GATE := gcc -E -std=c11 -D_POSIX_C_SOURCE=200809L $(INCLUDE) -I$(DIR)

# The gate looks at a file once and leaves its preprocessed text; every
# variant is compiled from that text, so what was looked at is what runs.
define candidate
$(OUT)/$(1).i: $(call FILE,$(1)) $(HEADERS) .build/kit/vet labs/kit/allowed.txt
	@mkdir -p $$(@D)/vet-$(1)
	$$(Q)[ "$$$$GATE" != open ] || { $$(OPEN_GATE) -o $$@ $$<; exit; }; \
	    .build/kit/vet --lab $(DIR) --allow labs/kit/allowed.txt \
	    --out $$(@D)/vet-$(1) --as $(if $(PLAYED),$(FROM),$(DIR))/$(1).c $$< > $(OUT)/$(1).said \
	    || { [ $$$$? = 3 ] && said=unchecked || said=refused; \
	         cat $(OUT)/$(1).said >> $(OUT)/$$$$said; exit 1; }; \
	    mv $$(@D)/vet-$(1)/candidate.i $$@
endef
$(foreach n,$(NAMES),$(eval $(call candidate,$(n))))

define variant_of_candidate
$(OUT)/%.$(1).o: $(OUT)/%.i
	$$(Q)$$(CC.$(1)) -std=c11 -g -w -c -o $$@ $$<
endef
$(foreach v,plain asan explored,$(eval $(call variant_of_candidate,$(v))))

# clang reads its own headers; its run carries no points.
define tsan_of_candidate
$(OUT)/$(1).tsan.o: $(call FILE,$(1)) $(OUT)/$(1).i $(HEADERS)
	$$(Q)$$(CC.tsan) -std=c11 -D_POSIX_C_SOURCE=200809L $(INCLUDE) \
	    -I$(DIR) -g -w -c -o $$@ $$<
endef
$(foreach n,$(NAMES),$(eval $(call tsan_of_candidate,$(n))))

# --- what the candidate is linked with ---------------------------------------

SCENARIO_C := $(wildcard $(DIR)/$(PLAYED:%=%/)scenarios*.c)

define variant
.build/kit/$(1)/%.o: labs/kit/%.c $$(HEADERS)
	@mkdir -p $$(@D)
	$$(Q)$$(CC.$(1)) $$(CFLAGS) -c -o $$@ $$<

.build/hmap/$(1)/%.o: labs/hmap/%.c $$(HEADERS)
	@mkdir -p $$(@D)
	$$(Q)$$(CC.$(1)) $$(CFLAGS) -c -o $$@ $$<

.build/$$(LAB)/$(1)/%.o: $$(DIR)/%.c $$(HEADERS)
	@mkdir -p $$(@D)
	$$(Q)$$(CC.$(1)) $$(CFLAGS) -I$$(DIR) -c -o $$@ $$<

# One object, whose names no candidate can meet: every name is free for helpers.
.build/$$(LAB)/$(1)/$(PLAYED:%=%/)scenario.o: $$(SCENARIO_C:$$(DIR)/%.c=.build/$$(LAB)/$(1)/%.o)
	$$(Q)ld -r -o $$@ $$^ && objcopy --keep-global-symbol=none $$@
endef
$(foreach v,plain asan tsan explored own,$(eval $(call variant,$(v))))

HMAP_O  = $(patsubst labs/hmap/%.c,.build/hmap/$(1)/%.o,$(HMAP_C))
GIVEN_O = $(KIT_GIVEN:%=.build/kit/$(1)/%.o) $(call HMAP_O,$(1)) \
          $(GIVEN:%=.build/$(LAB)/$(1)/%.o)
OWN_O   = $(KIT_OWN:%=.build/kit/$(1)/%.o)
# The scenario is the judge's side: an explored trace shows what it calls, not
# how it keeps its books.
SCENARIO_O = .build/$(LAB)/$(if $(filter explored,$(1)),plain,$(1))/$(PLAYED:%=%/)scenario.o
MINE    = $(NAMES:%=$(OUT)/%.$(1).o)

$(OUT)/driver.plain: $(call MINE,plain) $(call GIVEN_O,plain) \
    $(call SCENARIO_O,plain) \
    $(call OWN_O,plain) .build/kit/plain/native.o .build/kit/plain/alloc.o \
    .build/kit/plain/count_wrap.o
	$(Q)$(LINK.plain) -o $@ $^ $(HMAP_LIBS) -lpthread

$(OUT)/driver.asan: $(call MINE,asan) $(call GIVEN_O,asan) \
    $(call SCENARIO_O,asan) \
    $(call OWN_O,asan) .build/kit/asan/native.o .build/kit/asan/alloc.o
	$(Q)$(LINK.asan) -o $@ $^ $(HMAP_LIBS) -lpthread

$(OUT)/driver.tsan: $(call MINE,tsan) $(call GIVEN_O,tsan) \
    $(call SCENARIO_O,tsan) \
    $(call OWN_O,tsan) .build/kit/tsan/native.o .build/kit/tsan/alloc.o
	$(Q)$(LINK.tsan) -o $@ $^ $(HMAP_LIBS) -lpthread

ifdef INTERLEAVE_OBJ
$(OUT)/driver.explored: $(call MINE,explored) $(call GIVEN_O,explored) \
    $(call SCENARIO_O,explored) \
    $(call OWN_O,own) .build/kit/own/alloc_none.o $(INTERLEAVE_OBJ)
	$(Q)gcc -no-pie -o $@ $^ $(INTERLEAVE_LINK) $(HMAP_LIBS) -lpthread -ldw
endif

# --- the judge and the experiment --------------------------------------------

JUDGE_C := judge judge_cover judge_main judge_token result place sheet \
           sheet_print sheet_data process process_keeper process_tree record \
           fields job

.build/$(LAB)/judge: $(wildcard $(DIR)/test_*.c) \
    $(JUDGE_C:%=.build/kit/own/%.o) $(HEADERS)
	$(Q)$(CC.own) $(CFLAGS) -I$(DIR) -no-pie -o $@ $(filter %.c %.o,$^) \
	    -lcriterion

# Programs for a person: the experiment, and the claims the lab settles, each
# with its parts (claims_*.c); the experiment's serve both. Each has a twin under
# ThreadSanitizer where there is one.
PARTS   = $(basename $(notdir $(sort $(wildcard $(DIR)/experiment_*.c $(DIR)/$(1)_*.c))))
PERSON := $(KIT_GIVEN) thread count alloc fatal child claim
define program
$(OUT)/$(1): $(patsubst %,.build/$(LAB)/plain/%.o,$(1) $(PARTS) $(GIVEN)) \
    $(call MINE,plain) $(PERSON:%=.build/kit/plain/%.o) \
    .build/kit/plain/count_wrap.o $(call HMAP_O,plain)
	$$(Q)$$(LINK.plain) -o $$@ $$^ $$(HMAP_LIBS) -lpthread -lm

$(OUT)/$(1).tsan: $(patsubst %,.build/$(LAB)/tsan/%.o,$(1) $(PARTS) $(GIVEN)) \
    $(call MINE,tsan) $(PERSON:%=.build/kit/tsan/%.o) $(call HMAP_O,tsan)
	$$(Q)$$(LINK.tsan) -o $$@ $$^ $$(HMAP_LIBS) -lpthread -lm
endef
$(foreach p,experiment claims,$(eval $(call program,$(p))))
