namespace KerberosGen.Storage;

/// <summary>
/// A dump: lines of JSON (UTF-8, <c>\n</c>). First the format; then each service and each client, in the order of registration;
/// last a line with their numbers and the SHA-256 (FIPS 180-4) of all lines before it, without which a dump is none.
/// </summary>
internal static class DumpFormat
{
    public const string Name = "kerberosgen-dump-1";

    /// <summary>Bytes that a line may have: a name of 254 bytes takes at most six times as many where JSON escapes it.</summary>
    public const int MaxLineSize = 4096;

    public const string FormatField = "format";
    public const string KindField = "kind";
    public const string ClientKind = "client";
    public const string ServiceKind = "service";
    public const string EndKind = "end";
    public const string IdField = "id";
    public const string NameField = "name";
    public const string KeyField = "key";
    public const string AddressField = "address";
    public const string LastSeenField = "last_seen";
    public const string DisabledField = "disabled";
    public const string ServicesField = "services";
    public const string ClientsField = "clients";
    public const string DigestField = "sha256";
}
