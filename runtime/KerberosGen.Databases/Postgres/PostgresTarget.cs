using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using KerberosGen.Codec;
using Npgsql;

namespace KerberosGen.Databases;

/// <summary>
/// Which PostgreSQL database, and how to reach it. It is written as Npgsql's connection strings are,
/// <c>Host=db.example;Database=kdc;Username=kdc</c>, or as a URI, <c>postgres://kdc@db.example/kdc?sslmode=VerifyFull</c>. It may hold a
/// password, which it never shows.
/// </summary>
public sealed class PostgresTarget
{
    private const string Scheme = "postgres:";
    private const string LongScheme = "postgresql:";

    private static readonly string[] PasswordKeys = ["Password", "SSL Password"];

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresTarget(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>True if a password is written in it, rather than in a password file or PGPASSWORD.</summary>
    public bool HasPassword => Array.Exists(PasswordKeys, key => _settings.TryGetValue(key, out object? value) && value is string { Length: > 0 });

    internal string ConnectionString => _settings.ConnectionString;

    /// <summary>True for a text that is meant to be one: it begins with <c>postgres:</c> or <c>postgresql:</c>.</summary>
    public static bool IsMeant(string text) =>
        text.StartsWith(Scheme, StringComparison.Ordinal) || text.StartsWith(LongScheme, StringComparison.Ordinal);

    /// <summary>Reads one, <c>postgres:</c> included.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">What it says.</param>
    /// <param name="problem">What is wrong with it, in a sentence that quotes nothing of it: any part may be a piece of a password.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out PostgresTarget? target, [NotNullWhen(false)] out string? problem)
    {
        target = null;
        string rest = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var settings = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = "KerberosGen KDC",

            // Nothing waits for long: neither for the server, nor for one of the connections.
            Timeout = 5,
            CommandTimeout = 5,
            MaxPoolSize = 20,

            // Every statement is prepared from its second use on; nothing that a connection keeps needs to be reset.
            MaxAutoPrepare = 32,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
        };
        try
        {
            foreach ((string key, string value) in rest.StartsWith("//", StringComparison.Ordinal) ? OfUri(rest) : OfKeywords(rest))
                settings[key] = value;
            settings.IncludeErrorDetail = false;
            settings.LogParameters = false;
            settings.PersistSecurityInfo = false;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException or OverflowException)
        {
            problem = "This is neither a connection string such as Host=db.example;Database=kdc;Username=kdc nor a URI such as postgres://kdc@db.example/kdc.";
            return false;
        }

        problem = string.IsNullOrWhiteSpace(settings.Host) ? "The connection string names no host: add Host=..., an address or the directory of a Unix socket." : null;
        target = problem is null ? new PostgresTarget(settings) : null;
        return problem is null;
    }

    /// <summary>What it is called in messages: the database, the host and the port.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"PostgreSQL database {DisplayText.Escape(_settings.Database ?? _settings.Username ?? "of the user's name")} on {DisplayText.Escape(_settings.Host!)}:{_settings.Port}");

    private static IEnumerable<(string Key, string Value)> OfKeywords(string text)
    {
        var all = new DbConnectionStringBuilder { ConnectionString = text };
        return all.Keys.Cast<string>().Select(key => (key, (string)all[key]));
    }

    private static IEnumerable<(string Key, string Value)> OfUri(string text)
    {
        var uri = new Uri(Scheme + text);
        yield return ("Host", uri.DnsSafeHost);
        if (uri.Port > 0)
            yield return ("Port", uri.Port.ToString(CultureInfo.InvariantCulture));
        if (uri.AbsolutePath is { Length: > 1 } path)
            yield return ("Database", Uri.UnescapeDataString(path[1..]));
        string[] user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            yield return ("Username", Uri.UnescapeDataString(user[0]));
        if (user.Length > 1)
            yield return ("Password", Uri.UnescapeDataString(user[1]));
        foreach (string setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = setting.Split('=', 2);
            yield return (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : throw new FormatException());
        }
    }
}
