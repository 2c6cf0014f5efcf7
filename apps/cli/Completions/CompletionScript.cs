namespace KerberosGen.Cli.Completions;

/// <summary>
/// What a shell runs to complete words: it hands over the line up to the cursor, without the program's name, and is answered with
/// words, one a line. Where none begins as the word does, it completes files.
/// </summary>
public static class CompletionScript
{
    // Readline takes : = and @ for the ends of words, unless they are quoted.
    private const string BashStart = """

            [[ $current == '=' ]] && current=
            [[ ${line%"$current"} == *[@:] ]] && return
            local quote=
            [[ $current == [\"\']* ]] && quote=${current:0:1} current=${current:1}
        """;

    private const string BashWordTyped = """

                [[ $word == --*=* ]] && word=${word#*=}
        """;

    // Whoever presses the tab key must not run what others have put into a name. Within double quotes nothing keeps bash from its history but the word's absence.
    private const string BashWordQuoted = """

                case $quote in
                    \') word=${word//\'/"'\''"} ;;
                    \") [[ $word == *'!'* ]] && continue
                        word=${word//\\/"\\\\"} word=${word//\"/'\"'} word=${word//\$/'\$'} word=${word//\`/'\`'} ;;
                    *) printf -v word %q "$word"
                        word=${word//@/\\@} ;;
                esac
        """;

    /// <summary>The script for bash, zsh or fish.</summary>
    public static string Of(string shell, CompletedProgram program) => shell switch
    {
        "bash" => Bash(program),
        "zsh" => Zsh(program),
        _ => Fish(program),
    };

    private static string Bash(CompletedProgram program) => $$"""
        # Completes {{program.Words}} in bash.
        _{{program.Names[0]}}_complete() {
            local line=${COMP_LINE:0:COMP_POINT} current=${COMP_WORDS[COMP_CWORD]} word
            [[ $line == *[![:space:]]*[[:space:]]* ]] || return
            line=${line#"${COMP_WORDS[0]}"}
            line=${line#"${line%%[![:space:]]*}"}
            COMPREPLY=(){{(program.HasFreeWords ? BashStart : "")}}
            while IFS= read -r word; do{{(program.HasFreeWords ? BashWordTyped : "")}}
                # Options only where one is begun: otherwise it is files and names that are wanted.
                [[ $word == -* && $current != -* ]] && continue{{(program.HasFreeWords ? BashWordQuoted : "")}}
                [[ $word == "$current"* ]] && COMPREPLY+=("$word")
            done < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
        }
        complete -o bashdefault -o default -F _{{program.Names[0]}}_complete {{string.Join(' ', program.Names)}}

        """;

    private static string Zsh(CompletedProgram program) => $$"""
        #compdef {{string.Join(' ', program.Names)}}
        # Completes {{program.Words}} in zsh.
        _{{program.Names[0]}}() {
            local line="${(j: :)words[2,CURRENT]}" word
            local -a found
            for word in "${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}"; do
                [[ -z $word || ( $word == -* && $PREFIX != -* ) ]] || found+=("$word")
            done
            compadd -a found && return
            _files
        }
        if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
            _{{program.Names[0]}} "$@"
        else
            compdef _{{program.Names[0]}} {{string.Join(' ', program.Names)}}
        fi

        """;

    private static string Fish(CompletedProgram program) => $$"""
        # Completes {{program.Words}} in fish.
        function __{{program.Names[0]}}_complete
            set -l words (commandline -opc)
            set -l current (commandline -ct)
            set -l line (string join ' ' -- $words[2..] $current)
            for word in ($words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
                if string match -q -- '-*' $current; or not string match -q -- '-*' $word
                    echo $word
                end
            end
        end
        {{string.Join('\n', program.Names.Select(name => $"complete -c {name} -a '(__{program.Names[0]}_complete)'"))}}

        """;
}
