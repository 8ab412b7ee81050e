#!/bin/sh
# Makes deploy/secrets/ for the compose file: passwords of chance and a certificate of its own for the name given.
# `secrets.sh NAME`. What is there stays. Run as root, each file goes to the one user that reads it.
set -eu
umask 077
name=${1:?"secrets.sh NAME: the name by which browsers reach the screens, such as tracer.example"}
cd "$(dirname "$0")"
mkdir -p secrets
cd secrets

chance() { openssl rand -base64 30 | tr -d '\n/+='; }

[ -e neo4j_password ] || chance >neo4j_password
[ -e neo4j_auth ] || printf 'neo4j/%s' "$(cat neo4j_password)" >neo4j_auth
[ -e dashboard_token ] || chance >dashboard_token
if [ ! -e tls_key ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 -subj "/CN=$name" \
        -addext "subjectAltName=DNS:$name" -keyout tls_key -out tls_certificate 2>/dev/null
fi
chmod 0400 neo4j_password neo4j_auth dashboard_token tls_key tls_certificate
if [ "$(id -u)" = 0 ]; then
    chown 7474:7474 neo4j_auth
    chown 10001:10001 neo4j_password dashboard_token
    chown 10002:10002 tls_key tls_certificate
else
    echo "Not root: give neo4j_auth to user 7474, neo4j_password and dashboard_token to 10001, tls_* to 10002." >&2
fi
