#!/bin/sh
# Posts a comment on a pull request of GitHub, or updates the one that stands there from before: it is found by the marker that
# is its first line.
#   GITHUB_TOKEN=... scripts/comment-github.sh OWNER/REPOSITORY NUMBER comment.md
# Only comments of EKSPLAN_COMMENTER (default: github-actions[bot], whom a workflow's own token belongs to) are updated, so that
# nobody else's words are replaced. Wants curl and jq.
set -eu
repository=$1 number=$2 file=$3
api=${GITHUB_API_URL:-https://api.github.com}/repos/$repository/issues
author=${EKSPLAN_COMMENTER:-github-actions[bot]}
marker=$(head -n 1 "$file")
case "$marker" in
  "<!-- eksplan:"*) ;;
  *) echo "$file: the first line is not a marker; write the file with --out markdown=$file" >&2; exit 2 ;;
esac

request() {  # method url [curl's options]
  method=$1 url=$2
  shift 2
  curl --silent --show-error --fail-with-body --request "$method" --header "Authorization: Bearer $GITHUB_TOKEN" \
    --header "Accept: application/vnd.github+json" "$@" "$url"
}

found="" page=1
while [ -z "$found" ]; do
  comments=$(request GET "$api/$number/comments?per_page=100&page=$page")
  found=$(printf '%s' "$comments" | jq -r --arg marker "$marker" --arg author "$author" \
    '[.[] | select(.user.login == $author and (.body | startswith($marker)))][0].id // empty')
  [ "$(printf '%s' "$comments" | jq length)" -eq 100 ] || break
  page=$((page + 1))
done

body=$(mktemp)
trap 'rm -f "$body"' EXIT
jq -R -s '{body: .}' <"$file" >"$body"
if [ -n "$found" ]; then
  request PATCH "$api/comments/$found" --data-binary "@$body" | jq -r .html_url
else
  request POST "$api/$number/comments" --data-binary "@$body" | jq -r .html_url
fi
