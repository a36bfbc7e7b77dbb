# weather.sh - run a command while the machine is busy, or on one CPU alone.
# shellcheck shell=sh
#
#     in_weather WEATHER COMMAND...    of: idle loaded one-cpu one-cpu-loaded
#
# Returns what COMMAND returned; 77 if this machine has no such weather. What
# made it busy has ended by then, also when the script is interrupted.
weathers='idle loaded one-cpu one-cpu-loaded'
busy=
all_cpus=$(sed -n 's/^Cpus_allowed_list:[^0-9]*//p' /proc/self/status)

make_busy() {
    for _ in 1 2 3 4; do
        (while :; do :; done) &
        busy="$busy $!"
    done
}

calm_down() {
    # shellcheck disable=SC2086
    [ -z "$busy" ] || kill $busy 2> /dev/null
    # shellcheck disable=SC2086
    [ -z "$busy" ] || wait $busy 2> /dev/null
    busy=
    taskset -pc "$all_cpus" $$ > /dev/null 2>&1
}
trap calm_down EXIT
trap 'exit 130' INT TERM

in_weather() {
    case $1 in
    one-cpu*)
        taskset -pc "${all_cpus%%[-,]*}" $$ > /dev/null 2>&1 || return 77
        ;;
    esac
    case $1 in
    *loaded) make_busy ;;
    esac
    shift
    "$@"
    set -- $?
    calm_down
    return "$1"
}
