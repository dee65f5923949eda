#!/bin/sh
# Prints the systemd units and the crontab line for this checkout, or writes the units to a folder.
#
#   deploy/schedule.sh [INPUT [OUTPUT [FOLDER]]]
#
# By default the samples are cleaned into data/clean. The folder around OUTPUT must be there.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
input=$(realpath -m "${1:-$root/data/raw}")
output=$(realpath -m "${2:-$root/data/clean}")
folder=${3:-}

# What has a meaning of its own in a unit, in a crontab or in the shell.
case $root$input$output in
  *[[:space:]%\$\"\'\\\&\|\;\(\)\<\>]*)
    echo 'deploy/schedule.sh: the names of the folders may hold no blank, no % and nothing that a shell acts on; rename them' >&2
    exit 2
    ;;
esac

fill() {
  sed -e "s|@ROOT@|$root|g" -e "s|@NODE@|$(command -v node)|g" -e "s|@USER@|$(id -un)|g" \
    -e "s|@INPUT@|$input|g" -e "s|@OUTPUT@|$output|g" -e "s|@OUTPUT_PARENT@|$(dirname "$output")|g" \
    "$root/deploy/$1"
}

if [ -n "$folder" ]; then
  for unit in winnow.service winnow.timer; do fill "$unit" >"$folder/$unit"; done
  exit
fi
for unit in winnow.service winnow.timer; do
  printf '# --- /etc/systemd/system/%s\n' "$unit"
  fill "$unit"
  echo
done
printf '# --- crontab -e\n'
fill crontab
