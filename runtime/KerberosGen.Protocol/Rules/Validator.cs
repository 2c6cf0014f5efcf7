using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Unicode;
using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Packets;

namespace KerberosGen.Protocol;

/// <summary>
/// The rules for names, passwords, ports, addresses, ids and keys, wherever they come from: options, files or packets.
/// Each bad value has one sentence, which says what is wrong and never quotes a secret.
/// </summary>
public static class Validator
{
    /// <summary>Bytes of UTF-8 that a name or a password may have: the NUL must fit behind them.</summary>
    public const int MaxTextSize = PrincipalName.Size - 1;

    private const string BadPasswordText = "A password must be valid Unicode.";

    private static readonly string BadPasswordSize = $"A password has at most {MaxTextSize} bytes of UTF-8 and no NUL.";

    /// <summary>Takes a principal's name from a person or a file.</summary>
    public static bool TryName(string? text, out PrincipalName name, [NotNullWhen(false)] out string? problem)
    {
        name = default;
        if (string.IsNullOrEmpty(text))
            problem = "A name must not be empty.";
        else if (Encoding.UTF8.GetByteCount(text) > MaxTextSize)
            problem = $"A name has at most {MaxTextSize} bytes of UTF-8; this one has {Encoding.UTF8.GetByteCount(text)}.";
        else if (FindForbidden(text) is { } forbidden)
            problem = $"A name must not contain {forbidden}.";
        else if (!PrincipalName.TryCreate(text, out name))
            problem = "A name must be valid Unicode.";
        else
            problem = null;
        return problem is null;
    }

    /// <summary>Takes a principal's name from a packet.</summary>
    public static bool IsName(in PrincipalName name, [NotNullWhen(false)] out string? problem)
    {
        if (!name.IsTerminated)
        {
            problem = $"A name has at most {MaxTextSize} bytes of UTF-8, with a NUL behind them.";
            return false;
        }

        if (!Utf8.IsValid(name.Utf8))
        {
            problem = "A name must be valid Unicode.";
            return false;
        }

        return TryName(name.ToString(), out _, out problem);
    }

    /// <summary>Takes a password from a person.</summary>
    public static bool TryPassword(string? text, out Password password, [NotNullWhen(false)] out string? problem)
    {
        password = default;
        if (string.IsNullOrEmpty(text))
            problem = "A password must not be empty.";
        else if (!IsUnicode(text))
            problem = BadPasswordText;
        else if (!Password.TryCreate(text, out password))
            problem = BadPasswordSize;
        else
            problem = null;
        return problem is null;
    }

    /// <summary>Takes a password from a packet.</summary>
    public static bool IsPassword(in Password password, [NotNullWhen(false)] out string? problem)
    {
        problem = password.Utf8.IsEmpty ? "A password must not be empty."
            : !password.IsTerminated ? BadPasswordSize
            : !Utf8.IsValid(password.Utf8) ? BadPasswordText
            : null;
        return problem is null;
    }

    /// <summary>Takes a port: 1 to 65535, or 0 where the system may choose one.</summary>
    public static bool TryPort(string? text, bool allowZero, out ushort port, [NotNullWhen(false)] out string? problem)
    {
        bool isNumber = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);
        problem = isNumber && (port > 0 || allowZero)
            ? null
            : $"'{DisplayText.Escape(text ?? "")}' is not a port: a port is a number from {(allowZero ? "0 (any free one)" : "1")} to 65535.";
        return problem is null;
    }

    /// <summary>Takes an IPv4 or IPv6 address.</summary>
    public static bool TryAddress(string? text, [NotNullWhen(true)] out IPAddress? address, [NotNullWhen(false)] out string? problem)
    {
        // IPAddress.TryParse also takes '1' for 0.0.0.1, '010' for 8 and '[::1]:80' for ::1, which nobody means.
        bool isAddress = IPAddress.TryParse(text, out address)
            && (address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == text : !text!.StartsWith('['));
        problem = isAddress ? null : $"'{DisplayText.Escape(text ?? "")}' is not an IP address such as 127.0.0.1.";
        if (!isAddress)
            address = null;
        return isAddress;
    }

    /// <summary>Takes <c>ip:port</c>, an IPv6 address in brackets.</summary>
    public static bool TryEndPoint(string? text, [NotNullWhen(true)] out IPEndPoint? endPoint, [NotNullWhen(false)] out string? problem)
    {
        endPoint = null;
        string trimmed = text?.Trim() ?? "";
        int colon = trimmed.LastIndexOf(':');
        string host = colon <= 0 ? "" : trimmed[..colon];
        bool isBracketed = host is ['[', .., ']'];
        // Without brackets nobody can say where an IPv6 address ends.
        if (host.Length == 0 || isBracketed != host.Contains(':'))
        {
            problem = $"'{DisplayText.Escape(trimmed)}' is not an address and a port such as 127.0.0.1:8000.";
            return false;
        }

        if (isBracketed)
            host = host[1..^1];
        if (!TryAddress(host, out IPAddress? address, out problem) || !TryPort(trimmed[(colon + 1)..], allowZero: false, out ushort port, out problem))
            return false;
        endPoint = new IPEndPoint(address, port);
        return true;
    }

    /// <summary>Takes a principal's id: 32 hex digits.</summary>
    public static bool TryId(string? text, out PrincipalId id, [NotNullWhen(false)] out string? problem)
    {
        problem = PrincipalId.TryParse(text, out id) ? null : $"'{DisplayText.Escape(text ?? "")}' is not an id: an id is 32 hex digits.";
        return problem is null;
    }

    /// <summary>Takes an initialisation vector: 32 hex digits.</summary>
    public static bool TryIv(string? text, out Iv iv, [NotNullWhen(false)] out string? problem)
    {
        problem = Iv.TryParse(text, out iv) ? null : $"'{DisplayText.Escape(text ?? "")}' is not an IV: an IV is 32 hex digits.";
        return problem is null;
    }

    /// <summary>Takes a key of 32 bytes in base64.</summary>
    public static bool TryKey(string? text, [NotNullWhen(true)] out KeyMaterial? key, [NotNullWhen(false)] out string? problem)
    {
        Span<byte> bytes = stackalloc byte[AesKey.Size];
        bool isKey = Convert.TryFromBase64String(text ?? "", bytes, out int size) && size == AesKey.Size;
        key = isKey ? new KeyMaterial(bytes) : null;
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
        problem = isKey ? null : "A key is 32 bytes in base64.";
        return isKey;
    }

    /// <summary>Takes a password's hash: 64 hex digits.</summary>
    public static bool TryHash(string? text, [NotNullWhen(true)] out KeyMaterial? key, [NotNullWhen(false)] out string? problem)
    {
        Span<byte> bytes = stackalloc byte[AesKey.Size];
        bool isHash = text?.Length == 2 * AesKey.Size && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
        key = isHash ? new KeyMaterial(bytes) : null;
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
        problem = isHash ? null : "A password's hash is 64 hex digits.";
        return isHash;
    }

    /// <summary>Takes a whole number within bounds.</summary>
    public static bool TryCount(string? text, int min, int max, out int count, [NotNullWhen(false)] out string? problem)
    {
        bool isCount = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= min && count <= max;
        problem = isCount ? null : $"'{DisplayText.Escape(text ?? "")}' is not a number from {min} to {max}.";
        return isCount;
    }

    private static bool IsUnicode(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogatePair(text, at))
                at++;
            else if (char.IsSurrogate(text[at]))
                return false;
        }

        return true;
    }

    /// <summary>What a name must not contain, in words; null if there is nothing. Colons and line breaks would forge rows of clients.txt.</summary>
    private static string? FindForbidden(string text)
    {
        foreach (char c in text)
        {
            if (c == ':')
                return "a colon";
            if (char.IsControl(c) || c is '\u2028' or '\u2029')
                return c is '\n' or '\r' or '\u2028' or '\u2029' ? "a line break" : "a control character";
        }

        return null;
    }
}
