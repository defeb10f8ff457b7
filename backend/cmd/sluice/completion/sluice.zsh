#compdef sluice
# zsh completion for sluice. `sluice completion zsh` prints it; save it as _sluice in a folder of $fpath.
_sluice() {
	local line
	local -a offered meanings
	for line in ${(f)"$($words[1] complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)"}; do
		case ${line%%$'\t'*} in
		:files) _files ;;
		:folders) _files -/ ;;
		*)
			offered+=("${line%%$'\t'*}")
			meanings+=("${line%%$'\t'*}  ${line#*$'\t'}")
			;;
		esac
	done
	(( $#offered )) && compadd -l -d meanings -a offered
}
if [ "$funcstack[1]" = _sluice ]; then
	_sluice "$@"
else
	compdef _sluice sluice
fi
