using System.Collections.Immutable;

namespace KerberosGen.Inspection.Decoding;

/// <summary>The stable names of what can be wrong.</summary>
public static class FindingIds
{
    /// <summary>No table has the header's code.</summary>
    public const string UnknownCode = "KGI101";

    /// <summary>The bytes end before the packet does, or its length before its last field.</summary>
    public const string Truncated = "KGI102";

    /// <summary>The header announces a payload of a size that its code never has.</summary>
    public const string WrongPayloadSize = "KGI103";

    /// <summary>The payload, or a part whose length is known, goes on behind its last field.</summary>
    public const string TrailingBytes = "KGI104";

    /// <summary>The header announces more than any packet may hold.</summary>
    public const string TooLarge = "KGI105";

    /// <summary>A length or count field says more than the payload holds.</summary>
    public const string LengthMismatch = "KGI106";

    /// <summary>The payload ends within an entry of a list.</summary>
    public const string PartialEntry = "KGI107";

    /// <summary>Text that needs a NUL behind it has none.</summary>
    public const string MissingNul = "KGI108";

    /// <summary>Bytes other than zero behind a text's NUL.</summary>
    public const string BytesAfterNul = "KGI109";

    /// <summary>Text that is not UTF-8.</summary>
    public const string NotUtf8 = "KGI110";

    /// <summary>Bytes that are no packet.</summary>
    public const string Garbage = "KGI111";

    /// <summary>There are keys for the role, and none opens the ciphertext.</summary>
    public const string NotOpened = "KGI112";

    /// <summary>Ciphertext that is not whole blocks of 16 bytes.</summary>
    public const string NotWholeBlocks = "KGI113";

    /// <summary>Bytes of the stream that the capture does not hold.</summary>
    public const string Gap = "KGI114";

    /// <summary>A length is smaller than what it counts at the least.</summary>
    public const string LengthTooSmall = "KGI115";

    /// <summary>A constant has another value.</summary>
    public const string WrongConstant = "KGI116";

    /// <summary>A value without a name in a closed enum, or a bool that is neither 0 nor 1.</summary>
    public const string UnknownValue = "KGI117";

    /// <summary>A value outside its range, or none of those allowed; a time before the year 1 or behind 9999.</summary>
    public const string OutOfRange = "KGI118";

    /// <summary>Padding that must be zero is not.</summary>
    public const string NonZeroPadding = "KGI119";

    /// <summary>A checksum does not agree with the bytes it covers.</summary>
    public const string WrongChecksum = "KGI120";

    /// <summary>No case of a union has this value of the choosing field.</summary>
    public const string UnknownCase = "KGI121";

    /// <summary>An LEB128 number that is not in its shortest form or does not fit its type.</summary>
    public const string BadLeb128 = "KGI122";

    /// <summary>Text that should be ASCII and has other bytes.</summary>
    public const string NotAscii = "KGI123";

    /// <summary>A checksum of the user's own type, of which a file of tables carries no more than the name.</summary>
    public const string UnverifiedChecksum = "KGI124";

    /// <summary>A ciphertext that the key of the fields beside it, or of its connection, does not open: it was altered.</summary>
    public const string AlteredCiphertext = "KGI130";

    /// <summary>The key at hand that is meant for a ciphertext does not open it.</summary>
    public const string WrongKey = "KGI131";

    /// <summary>A nonce that comes back is not the one that was sent.</summary>
    public const string WrongNonce = "KGI132";

    /// <summary>Two ids that must be the same are not.</summary>
    public const string WrongId = "KGI133";

    /// <summary>A time in a plaintext that is no time.</summary>
    public const string NotATime = "KGI134";

    /// <summary>A time that is too far from when the packet was captured.</summary>
    public const string TimeOff = "KGI135";

    /// <summary>What is good until a time that has passed.</summary>
    public const string Expired = "KGI136";

    /// <summary>A version that is not known.</summary>
    public const string UnknownVersion = "KGI137";

    /// <summary>An initialisation vector that was used before under a key of the same role, for another message.</summary>
    public const string ReusedIv = "KGI138";

    /// <summary>An initialisation vector that must be synthetic, by what came before it, and is not: the packet was altered, moved, or made by somebody else.</summary>
    public const string Forged = "KGI139";

    /// <summary>Encoding: the text is no JSON, or no packets.</summary>
    public const string NotJson = "KGI160";

    /// <summary>Encoding: a member that the packet's table does not have, or that stands there twice.</summary>
    public const string UnknownMember = "KGI161";

    /// <summary>Encoding: a value of another type, or none of its type.</summary>
    public const string WrongType = "KGI162";

    /// <summary>Encoding: a value that its field cannot hold.</summary>
    public const string DoesNotFit = "KGI163";

    /// <summary>Encoding: a field that must be there and does not follow from others.</summary>
    public const string MissingField = "KGI164";

    /// <summary>Encoding: a secret that was left out when the packet was decoded.</summary>
    public const string Redacted = "KGI165";

    /// <summary>Encoding: no packet has this name or code.</summary>
    public const string UnknownPacket = "KGI166";

    /// <summary>Encoding: the fields say something else than the packet's <c>raw</c> bytes.</summary>
    public const string RawDiffers = "KGI167";

    /// <summary>Encoding: a field that must not be there, by the value of another.</summary>
    public const string NotThere = "KGI168";

    /// <summary>True for what is found only with keys: a ciphertext that stays closed, or a check of what they open that fails.</summary>
    public static bool IsVerification(string id) =>
        id is NotOpened or AlteredCiphertext or WrongKey or WrongNonce or WrongId or NotATime or TimeOff or Expired or Forged;

    /// <summary>All of them, in the order of their numbers.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        UnknownCode, Truncated, WrongPayloadSize, TrailingBytes, TooLarge, LengthMismatch,
        PartialEntry, MissingNul, BytesAfterNul, NotUtf8, Garbage, NotOpened,
        NotWholeBlocks, Gap, LengthTooSmall, WrongConstant, UnknownValue, OutOfRange,
        NonZeroPadding, WrongChecksum, UnknownCase, BadLeb128, NotAscii, UnverifiedChecksum,
        AlteredCiphertext, WrongKey, WrongNonce, WrongId, NotATime, TimeOff,
        Expired, UnknownVersion, ReusedIv, Forged, NotJson, UnknownMember, WrongType,
        DoesNotFit, MissingField, Redacted, UnknownPacket, RawDiffers, NotThere,
    ];
}
