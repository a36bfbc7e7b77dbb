# shellcheck shell=sh disable=SC2154
# lib.sh - what need, doctor and test-fresh share. Sourced; sets only functions.
#
# The caller sets setup to this folder. A "line" below is one line of the list
# `packages`; see its head.

# Print a sentence to the person at the terminal.
say()
{
    printf '%s\n' "$*" >&2
}

# --- the list ----------------------------------------------------------------

# Print the groups that the list knows, one a line.
known_groups()
{
    awk '!/^#/ && NF { n = split($1, g, ","); for (i = 1; i <= n; i++)
        if (!seen[g[i]]++) print g[i] }' "$setup/packages"
}

# lines_of GROUP...: print "MARK PACKAGE PROBE WHAT" of each, none twice.
lines_of()
{
    awk -v groups="$*" '
        BEGIN { n = split(groups, g, " "); for (i = 1; i <= n; i++) want[g[i]] }
        /^#/ || !NF { next }
        {
            n = split($1, g, ",")
            for (i = 1; i <= n; i++)
                if (g[i] in want && !seen[$3]++) {
                    sub(/^[^ ]+ +/, "")
                    print
                    next
                }
        }' "$setup/packages"
}

# --- what is here ------------------------------------------------------------

# Print the version of the clang that is called `clang`, `*` if it is not one
# of the distribution's, `none` if there is none. Starts no compiler.
clang_here()
{
    path=$(command -v clang) || { echo none; return; }
    path=$(readlink -f "$path")
    case $path in
    /usr/lib/llvm-*/bin/*) path=${path#/usr/lib/llvm-}; echo "${path%%/*}" ;;
    *) echo '*' ;;
    esac
}

# is_there PROBE: one of its alternatives is a command or a file here.
is_there()
{
    rest=$1
    while [ -n "$rest" ]; do
        one=${rest%%|*}
        rest=${rest#"$one"}
        rest=${rest#|}
        case $one in
        /*) for file in $one; do [ ! -e "$file" ] || return 0; done ;;
        *) ! command -v "$one" >/dev/null 2>&1 || return 0 ;;
        esac
    done
    return 1
}

# missing_of GROUP...: print the lines whose probe finds nothing.
missing_of()
{
    clang=$(clang_here)
    lines_of "$@" | while read -r mark package probe what; do
        case $probe in
        *@clang@*) probe=${probe%%@clang@*}$clang${probe#*@clang@} ;;
        esac
        is_there "$probe" || echo "$mark $package $probe $what"
    done
}

# --- what the system calls it ------------------------------------------------

has_apt()
{
    command -v apt-get >/dev/null 2>&1 && command -v apt-cache >/dev/null 2>&1
}

# Print the version of the clang that apt would install, or nothing.
clang_of_apt()
{
    version=$(clang_here)
    case $version in
    none | '*') LC_ALL=C apt-cache depends clang 2>/dev/null |
        awk '/Depends: clang-[0-9]+/ { sub(/.*clang-/, ""); print $1; exit }' ;;
    *) echo "$version" ;;
    esac
}

# Replace @clang@ in standard input; a name that stays unknown stays as it is.
with_clang()
{
    version=$(clang_of_apt)
    if [ -n "$version" ]; then sed "s/@clang@/$version/g"; else cat; fi
}

# Read package fields (a|b), print for each the name that apt knows, or `?a`.
resolve()
{
    fields=$(with_clang)
    {
        # One call answers for all names.
        # shellcheck disable=SC2046
        LC_ALL=C apt-cache policy $(echo "$fields" | tr '|' ' ') 2>/dev/null
        echo '--'
        echo "$fields"
    } | awk '
        /^--$/ { asked = 1; next }
        asked {
            n = split($1, name, "|")
            for (i = 1; i <= n && !(name[i] in known); i++) ;
            print (i <= n ? name[i] : "?" name[1])
            next
        }
        /^[^ ].*:$/ { package = substr($0, 1, length($0) - 1) }
        /^  Candidate:/ && $2 != "(none)" { known[package] }'
}

# install_command SHIELD PACKAGE...: print the command that installs them, run
# through SHIELD (without-daemons) if that is not empty.
install_command()
{
    become='sudo '
    [ "$(id -u)" != 0 ] || become=
    shield=${1:+$1 }
    shift
    echo "$become${shield}apt-get install -y --no-install-recommends $*"
}
