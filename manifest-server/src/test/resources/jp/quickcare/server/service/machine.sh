# A machine of its own, run by the real systemd: everything that systemd could touch is a folder of this mount namespace.
# usage: unshare --pid --fork --mount --mount-proc --cgroup --ipc --uts --kill-child sh machine.sh UNITS_FOLDER PROGRAMS_FOLDER
set -eu
mount -t tmpfs tmpfs /run
mkdir /run/programs
mount --bind "$2" /run/programs
for folder in /tmp /var/tmp /lib/systemd/system; do
    mount -t tmpfs tmpfs "$folder"
done
# The programs stay where they are, also where that is in a folder that was covered just now.
mkdir -p "$2"
mount --move /run/programs "$2"
mount --bind "$1" /etc/systemd/system
for target in sysinit basic shutdown umount final network-online; do
    printf '[Unit]\nDescription=%s\nDefaultDependencies=no\n' "$target" >"/lib/systemd/system/$target.target"
done
printf '[Unit]\nDescription=multi-user\nRequires=basic.target\nAfter=basic.target\n' >/lib/systemd/system/multi-user.target
printf '[Unit]\nDescription=system\nDefaultDependencies=no\n' >/lib/systemd/system/system.slice
container=private
export container
exec /lib/systemd/systemd --system --unit=multi-user.target --log-target=console --log-level=warning --show-status=no
