using System.CommandLine;
using KerberosGen.Cli.Completions;
using KerberosGen.Codec;
using KerberosGen.Storage;

namespace KerberosGen.Client;

/// <summary>The names of rooms, for whoever types one: those of services_info.json.</summary>
internal static class RoomNames
{
    private const string DirectoryVariable = "KERBEROSGEN_CLIENT_DATA";

    /// <summary>They; none if the file cannot be read. A name that does not look on a terminal as it is, or looks like an option, is left out.</summary>
    /// <param name="data">The option that says where the file is.</param>
    /// <param name="typed">What has been typed so far.</param>
    public static IReadOnlyList<string> Of(Option<DirectoryInfo> data, ParseResult typed)
    {
        try
        {
            using var file = ServicesInfoFile.Open(TypedDirectory.Of(data, DirectoryVariable, typed));
            return [.. file.Services.Select(static known => known.Service.Name.ToString()).Where(static name => !name.StartsWith('-') && DisplayText.Escape(name) == name)];
        }
        catch (Exception e) when (e is FileFormatException or IOException or UnauthorizedAccessException)
        {
            // Whoever completes a word is told nothing but words.
            return [];
        }
    }
}
