#!/usr/bin/env bash
# Makes the prompts anew: espeak-ng speaks, sox cuts the telephone band, levels, and writes G.711 µ-law at 8000 Hz.
# The files are committed, so a build needs neither tool. Needs: espeak-ng, sox. Run: ./make-prompts.sh [name …]
set -euo pipefail
cd "$(dirname "$0")/en"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wanted=("$@")
chosen() {
  [ ${#wanted[@]} -eq 0 ] && return 0
  for name in "${wanted[@]}"; do [ "$name" = "$1" ] && return 0; done
  return 1
}

# name, text: cut to 300-3400 Hz, silence trimmed at both ends, a short pause kept at the end, peak at -3 dB
say() {
  chosen "$1" || return 0
  espeak-ng -v en-gb -s 145 -p 45 -g 4 -w "$work/$1.wav" "$2"
  sox "$work/$1.wav" -r 8000 -c 1 -e mu-law -b 8 -t raw "$1.ulaw" \
    silence 1 0.01 0.3% reverse silence 1 0.01 0.3% reverse \
    sinc 300-3400 gain -n -8 compand 0.02,0.2 6:-60,-55,-30,-20,-14,-12,0,-8 -6 norm -3 pad 0 0.12
}

if chosen beep; then
  sox -n -r 8000 -c 1 -e mu-law -b 8 -t raw beep.ulaw synth 0.4 sine 1000 fade t 0.01 0.4 0.01 norm -9
fi

# two short notes, up for who comes and down for who leaves
notes() {
  chosen "$1" || return 0
  sox -n -r 8000 -c 1 -e mu-law -b 8 -t raw "$1.ulaw" synth 0.12 sine "$2" fade t 0.01 0.12 0.01 norm -12 : \
    synth 0.12 sine "$3" fade t 0.01 0.12 0.01 norm -12
}
notes conf-enter 1175 1568
notes conf-leave 1568 1175

say conf-enter-pin "Please enter the PIN of the conference, followed by the hash key."
say conf-enter-pin-or-hash "If you are a moderator, please enter your PIN. Then press the hash key."
say conf-wrong-pin "That PIN is not right."
say conf-pins-locked "This conference takes no PIN at the moment. Please try again later."
say conf-waiting "The conference will begin when a moderator is here."
say conf-begins "The conference begins."
say conf-alone "You are the first person in this conference."
say conf-muted "You are muted."
say conf-unmuted "You are no longer muted."
say conf-all-muted "All participants are muted."
say conf-all-unmuted "Participants are no longer muted."
say conf-locked "The conference is locked."
say conf-unlocked "The conference is open again."
say conf-full "This conference is full."
say conf-ended "The moderator has ended the conference."

say sup-listen "You are listening."
say sup-whisper "You are heard by the person you supervise."
say sup-barge "You are heard by both."
say sup-no-call "There is no call to listen to."
say sup-may-not "You may not listen to this extension."
say sup-not-now "This call cannot be supervised at the moment."
say sup-over "The call is over."

say vm-greeting-before "The person at extension"
say vm-greeting-after "is not available. Please leave a message after the tone."
say vm-enter-pin "Please enter your PIN, followed by the hash key."
say vm-wrong-pin "That PIN is not right."
say vm-locked "This mailbox is locked. Please ask your administrator."
say vm-no-messages "You have no messages."
say vm-you-have "You have"
say vm-new-messages "new messages."
say vm-saved-messages "saved messages."
say vm-one-new-message "You have one new message."
say vm-menu "Press 1 to hear your messages, or hash to leave."
say vm-message "Message"
say vm-from "from"
say vm-after-message "Press 1 to hear it again, 2 to keep it, 3 to delete it, or hash for the next."
say vm-kept "Message kept."
say vm-deleted "Message deleted."
say vm-no-more "There are no more messages."
say vm-not-now "Your messages cannot be played at the moment. Please try again later."
say vm-thank-you "Thank you. Your message has been recorded."
say vm-unknown-caller "an unknown caller"
say goodbye "Goodbye."
say number-unknown "The number you have dialled does not exist."
say echo-intro "This is the echo test. You will hear what you say."
say not-available "The person you have called is not available."

digits=(zero one two three four five six seven eight nine)
for digit in "${!digits[@]}"; do say "digit-$digit" "${digits[$digit]}"; done
