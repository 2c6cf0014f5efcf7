namespace KerberosGen.Inspector.Completions;

/// <summary>
/// What a shell runs to complete words: it hands over the line up to the cursor, without the program's name, and is answered with
/// words, one a line. Where none begins as the word does, it completes files.
/// </summary>
internal static class CompletionScript
{
    private const string Bash = """
        # Completes the inspector's verbs, options and packets' names in bash.
        _inspector_complete() {
            local line=${COMP_LINE:0:COMP_POINT} current=${COMP_WORDS[COMP_CWORD]} word
            [[ $line == *[![:space:]]*[[:space:]]* ]] || return
            line=${line#"${COMP_WORDS[0]}"}
            line=${line#"${line%%[![:space:]]*}"}
            COMPREPLY=()
            while IFS= read -r word; do
                # Options only where one is begun: otherwise it is files and names that are wanted.
                [[ $word == -* && $current != -* ]] && continue
                [[ $word == "$current"* ]] && COMPREPLY+=("$word")
            done < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
        }
        complete -o bashdefault -o default -F _inspector_complete inspector kerberosgen-inspector

        """;

    private const string Zsh = """
        #compdef inspector kerberosgen-inspector
        # Completes the inspector's verbs, options and packets' names in zsh.
        _inspector() {
            local line="${(j: :)words[2,CURRENT]}" word
            local -a found
            for word in "${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}"; do
                [[ -z $word || ( $word == -* && $PREFIX != -* ) ]] || found+=("$word")
            done
            compadd -a found && return
            _files
        }
        if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
            _inspector "$@"
        else
            compdef _inspector inspector kerberosgen-inspector
        fi

        """;

    private const string Fish = """
        # Completes the inspector's verbs, options and packets' names in fish.
        function __inspector_complete
            set -l words (commandline -opc)
            set -l current (commandline -ct)
            set -l line (string join ' ' -- $words[2..] $current)
            for word in ($words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
                if string match -q -- '-*' $current; or not string match -q -- '-*' $word
                    echo $word
                end
            end
        end
        complete -c inspector -a '(__inspector_complete)'
        complete -c kerberosgen-inspector -a '(__inspector_complete)'

        """;

    /// <summary>The script for bash, zsh or fish.</summary>
    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };
}
