# flags.mk - how everything is compiled, in one place.
#
# VARIANT is one of
#   plain     gcc -O0: where points come from, with counted locks
#   asan      the same with AddressSanitizer and UBSan
#   tsan      clang's ThreadSanitizer, for information
#   explored  gcc -O0 instrumented for the schedule explorer

WARN     := -Wall -Wextra -Wpedantic -Wshadow -Werror
INCLUDE  := -Ilabs/kit -Ilabs/hmap
CFLAGS   := -std=c11 -D_POSIX_C_SOURCE=200809L -g $(WARN) $(INCLUDE)
CLANG    := $(firstword $(foreach c,clang-19 clang clang-14,$(shell command -v $(c))))

CC.plain    := gcc -O0 -fno-pie
CC.asan     := gcc -O0 -fno-pie -fsanitize=address,undefined \
               -fno-sanitize-recover=all
CC.tsan     := $(CLANG) -O1 -fsanitize=thread
CC.explored := gcc -O0 -fno-pie -fno-omit-frame-pointer -fsanitize=thread -Wno-tsan
CC.own      := gcc -O2 -fno-pie

# Locks and allocations of the code under test are counted (count_wrap.c,
# alloc.c); ALLOC_WRAP is hmap.mk's.
LOCKS      := pthread_mutex_lock pthread_rwlock_rdlock pthread_rwlock_wrlock
WRAP        = $(LOCKS:%=-Wl,--wrap=%) $(ALLOC_WRAP)

LINK.plain  = gcc -no-pie $(WRAP)
LINK.asan   = gcc -no-pie -fsanitize=address,undefined $(ALLOC_WRAP)
LINK.tsan   = $(CLANG) -fsanitize=thread $(ALLOC_WRAP)

# What runs inside a driver. `given` may meet a student's threads, so an
# explorer has to see it; `own` is the judge's side and stays uninstrumented.
KIT_GIVEN := gate
KIT_OWN   := thread driver scenario record fields job count fatal history linearize

# V=1 shows the commands; otherwise one line a program.
Q   := $(if $(V),,@)
say  = $(if $(V),,@printf '  %-8s %s\n' '$(1)' '$(2)' >&2)
