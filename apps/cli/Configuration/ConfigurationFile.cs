using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using KerberosGen.Codec;
using KerberosGen.Inspection;

namespace KerberosGen.Cli;

/// <summary>
/// An app's options in a file: one JSON object, a member for each option by its long name without dashes. Comments and
/// trailing commas may stand in it.
/// </summary>
internal static class ConfigurationFile
{
    /// <summary>A file longer than this is none that a person wrote.</summary>
    private const int MaxSize = 1024 * 1024;

    /// <summary>Reads the settings of a file.</summary>
    /// <param name="path">Which.</param>
    /// <param name="options">The options there are.</param>
    /// <exception cref="ConfigurationException">It is not such a file; the message says which line and why.</exception>
    public static IReadOnlyList<Setting> Read(string path, IReadOnlyList<Option> options)
    {
        using FileStream file = File.OpenRead(path);
        if (file.Length > MaxSize)
            throw new ConfigurationException($"{path} has {file.Length} bytes, too many for a configuration file.");
        byte[] text = new byte[file.Length];
        file.ReadExactly(text);
        var settings = new List<Setting>();
        try
        {
            Read(path, text, options, settings);
        }
        catch (JsonException e)
        {
            throw new ConfigurationException($"{path}:{(e.LineNumber ?? 0) + 1}: this is not JSON.", e);
        }

        if (settings.Any(static setting => setting.Values.Any(ConnectionText.HoldsPassword)))
            RequirePrivate(path, file);
        return settings;
    }

    private static void Read(string path, byte[] text, IReadOnlyList<Option> options, List<Setting> settings)
    {
        int start = text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(
            text.AsSpan(start), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        string Here(in Utf8JsonReader at) => string.Create(
            CultureInfo.InvariantCulture, $"{path}:{text.AsSpan(start, (int)at.TokenStartIndex).Count((byte)'\n') + 1}");
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new ConfigurationException($"{Here(in reader)}: a configuration is one JSON object, such as {{ \"port\": 8000 }}.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string source = Here(in reader);
            string key = reader.GetString()!;
            Option option = OptionOf(key, source, options);
            if (settings.Find(setting => setting.Option == option) is { } first)
                throw new ConfigurationException($"{source}: {key} is set already, at {first.Source}.");
            reader.Read();
            settings.Add(Setting.Of(option, ValuesOf(ref reader, key, source), source));
        }

        // What follows the object makes the reader throw.
        reader.Read();
    }

    private static Option OptionOf(string key, string source, IReadOnlyList<Option> options) =>
        options.FirstOrDefault(option => SettingNames.KeyOf(option) == key)
        ?? throw new ConfigurationException(
            $"{source}: '{DisplayText.Escape(key)}' is no setting{NearName.Hint(key, options.Select(SettingNames.KeyOf))}");

    private static IReadOnlyList<string> ValuesOf(ref Utf8JsonReader reader, string key, string source)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return [ValueOf(in reader, key, source)];
        var values = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            values.Add(ValueOf(in reader, key, source));
        return values;
    }

    private static string ValueOf(in Utf8JsonReader reader, string key, string source) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => throw new ConfigurationException($"{source}: {key} is a text, a number, true or false."),
    };

    private static void RequirePrivate(string path, FileStream file)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & ~owner) != 0)
            throw new ConfigurationException($"{path} holds a password and may be read by others: chmod 600 it.");
    }
}
