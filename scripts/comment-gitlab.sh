#!/bin/sh
# Posts a note on a merge request of GitLab, or updates the one that stands there from before: it is found by the marker that is
# its first line, among the notes of the user that the token belongs to.
#   GITLAB_TOKEN=... scripts/comment-gitlab.sh PROJECT-ID NUMBER comment.md
# The token has to have the scope "api"; a job's own CI_JOB_TOKEN may not write notes. Wants curl and jq.
set -eu
project=$1 number=$2 file=$3
server=${CI_API_V4_URL:-https://gitlab.com/api/v4}
api=$server/projects/$project/merge_requests/$number/notes
marker=$(head -n 1 "$file")
case "$marker" in
  "<!-- eksplan:"*) ;;
  *) echo "$file: the first line is not a marker; write the file with --out markdown=$file" >&2; exit 2 ;;
esac

request() {  # method url [curl's options]
  method=$1 url=$2
  shift 2
  curl --silent --show-error --fail-with-body --request "$method" --header "PRIVATE-TOKEN: $GITLAB_TOKEN" \
    --header "Content-Type: application/json" "$@" "$url"
}

me=$(request GET "$server/user" | jq -r .id)
found="" page=1
while [ -z "$found" ]; do
  notes=$(request GET "$api?per_page=100&page=$page")
  found=$(printf '%s' "$notes" | jq -r --arg marker "$marker" --argjson me "$me" \
    '[.[] | select(.author.id == $me and (.body | startswith($marker)))][0].id // empty')
  [ "$(printf '%s' "$notes" | jq length)" -eq 100 ] || break
  page=$((page + 1))
done

body=$(mktemp)
trap 'rm -f "$body"' EXIT
jq -R -s '{body: .}' <"$file" >"$body"
if [ -n "$found" ]; then
  request PUT "$api/$found" --data-binary "@$body" | jq -r .id
else
  request POST "$api" --data-binary "@$body" | jq -r .id
fi
