using System.CommandLine;

namespace KerberosGen.Cli.Completions;

/// <summary>The directory of an app's files, while its command line is being typed.</summary>
public static class TypedDirectory
{
    /// <summary>That of the line, else of the environment, else the working directory. No shell has put in the home directory yet.</summary>
    /// <param name="data">The option that names it.</param>
    /// <param name="variable">The variable that does.</param>
    /// <param name="typed">What has been typed so far.</param>
    public static string Of(Option<DirectoryInfo> data, string variable, ParseResult typed)
    {
        string directory = typed.GetResult(data) is { Implicit: false, Tokens: [var token] }
            ? token.Value
            : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? set : ".";
        return directory.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), directory[2..])
            : directory;
    }
}
