# bash completion for sluice. `sluice completion bash` prints it; put it where bash-completion looks,
# for example ~/.local/share/bash-completion/completions/sluice.
_sluice() {
	local IFS=$'\n' line word current=${COMP_WORDS[COMP_CWORD]}
	local -a words=("${COMP_WORDS[@]:1:COMP_CWORD}")
	# readline breaks words at = and :, the program reads them whole.
	if [[ $COMP_WORDBREAKS == *=* && COMP_CWORD -ge 2 ]]; then
		if [[ $current == = ]]; then
			words=("${COMP_WORDS[@]:1:COMP_CWORD-2}" "${COMP_WORDS[COMP_CWORD-1]}=")
			current=
		elif [[ ${COMP_WORDS[COMP_CWORD-1]} == = ]]; then
			words=("${COMP_WORDS[@]:1:COMP_CWORD-3}" "${COMP_WORDS[COMP_CWORD-2]}=$current")
		fi
	fi
	COMPREPLY=()
	for line in $("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null); do
		word=${line%%$'\t'*}
		case $word in
		:files) compopt -o filenames && COMPREPLY+=($(compgen -f -- "$current")) ;;
		:folders) compopt -o filenames && COMPREPLY+=($(compgen -d -- "$current")) ;;
		--*=*) COMPREPLY+=("$(printf '%q' "${word#*=}")") ;;
		*) COMPREPLY+=("$(printf '%q' "$word")") ;;
		esac
	done
}
complete -F _sluice sluice
