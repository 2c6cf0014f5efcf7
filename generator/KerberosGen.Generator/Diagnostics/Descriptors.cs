using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Diagnostics;

/// <summary>What the generator reports: only mistakes that keep it from emitting code. Ids are never reused.</summary>
internal static class Descriptors
{
    /// <summary>Where the page of each diagnostic stands, called after its id. The project has no public address yet: it is a path in the repository.</summary>
    public const string HelpBase = "docs/specs/diagnostics/";

    private const string Category = "KerberosGen";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "KG0001", "A declared type is partial",
        "'{0}' is not partial: write 'partial struct {0}', so that the generated members can join it");

    public static readonly DiagnosticDescriptor NotTopLevel = Error(
        "KG0002", "A declared type stands at the top level and is not generic",
        "'{0}' is {1}: move it to a namespace, without type parameters");

    public static readonly DiagnosticDescriptor UnsupportedType = Error(
        "KG0003", "A field's type can stand on the wire",
        "Field '{0}' of '{1}' has type '{2}', which has no place here on the wire: use a number, a bool, an enum, a Guid, a DateTimeOffset, a [FixedBytes] or [FixedText] type, a packet, a union, an inline array, ReadOnlySpan<byte>, PacketList<T> of fixed entries or PacketSequence<T>");

    public static readonly DiagnosticDescriptor VariableInPlainStruct = Error(
        "KG0004", "A packet that holds a view of a buffer is a ref struct",
        "'{0}' has the variable field '{1}': write 'ref partial struct {0}', so that it can be a view of the caller's buffer");

    public static readonly DiagnosticDescriptor UnknownReference = Error(
        "KG0005", "An attribute names a field of the same packet",
        "[{0}] on '{1}' names '{2}', but '{3}' has no field of that name");

    public static readonly DiagnosticDescriptor MeasureOrder = Error(
        "KG0006", "A length stands before what it measures",
        "'{0}' measures '{1}' but stands behind it: move '{0}' before '{1}', so that it is known when '{1}' is read");

    public static readonly DiagnosticDescriptor NoLength = Error(
        "KG0007", "A variable field has a length or is last",
        "Field '{0}' has no length: put [{1}(nameof({0}))] on an integer before it, or make it the last field");

    public static readonly DiagnosticDescriptor MeasuredTwice = Error(
        "KG0008", "A field is measured once",
        "'{0}' and '{1}' both measure '{2}': keep one of them");

    public static readonly DiagnosticDescriptor WrongMeasure = Error(
        "KG0009", "A length measures bytes, a count measures entries",
        "[{0}] on '{1}' measures '{2}', which is {3}: {4}");

    public static readonly DiagnosticDescriptor MeasureNotUnsigned = Error(
        "KG0010", "A length is an unsigned integer",
        "'{0}' is a {1}: a length or count is a byte, ushort, uint or ulong");

    public static readonly DiagnosticDescriptor WrongIv = Error(
        "KG0011", "An encrypted field names an IV of 16 bytes",
        "'{0}' is encrypted with Iv = '{1}', which is not a [FixedBytes(16)] field of '{2}'");

    public static readonly DiagnosticDescriptor WrongCiphertextSize = Error(
        "KG0012", "A ciphertext is as long as its plaintext and padding make it",
        "'{0}' has {1} bytes, but a '{2}' of {3} bytes encrypts to {4} with {5}");

    public static readonly DiagnosticDescriptor CannotBeEncrypted = Error(
        "KG0013", "An encrypted field holds bytes",
        "'{0}' is encrypted, so it holds ciphertext: make it a [FixedBytes] type or ReadOnlySpan<byte>, and say Plaintext = typeof({1})");

    public static readonly DiagnosticDescriptor WrongPlaintext = Error(
        "KG0014", "A plaintext is a domain type or text",
        "'{0}' has Plaintext = typeof({1}): use a [FixedBytes] or [FixedText] type for a field of fixed size, string or nothing for a variable one");

    public static readonly DiagnosticDescriptor SizeOutOfRange = Error(
        "KG0015", "A fixed size is 1 to 65,535 bytes",
        "'{0}' has a size of {1}: a fixed size is 1 to 65535 bytes");

    public static readonly DiagnosticDescriptor DomainTypeNotEmpty = Error(
        "KG0016", "A domain type declares no fields",
        "'{0}' is [{1}] and declares '{2}': its bytes are generated, so remove '{2}', or make '{0}' a [Packet]");

    public static readonly DiagnosticDescriptor Recursive = Error(
        "KG0017", "A packet does not contain itself",
        "'{0}' contains itself by way of '{1}', so it has no size");

    public static readonly DiagnosticDescriptor NotAField = Error(
        "KG0018", "Only writable instance fields are on the wire",
        "'{0}' of '{1}' is {2}: make it a plain field, so that it can be read from the wire");

    public static readonly DiagnosticDescriptor ReservedName = Error(
        "KG0019", "A declaration leaves the generated names free",
        "'{0}' of '{1}' has the name of a generated member: rename it");

    public static readonly DiagnosticDescriptor HeaderField = Error(
        "KG0020", "A header has one code and one payload size",
        "Header '{0}' needs one {1} field marked [{2}]");

    public static readonly DiagnosticDescriptor NoHeader = Error(
        "KG0021", "A message has a header in its namespace",
        "'{0}' is a {1}, but namespace '{2}' has no struct marked [Header(PacketDirection.{1})]");

    public static readonly DiagnosticDescriptor SameCode = Error(
        "KG0022", "A code and a payload size stand for one packet",
        "'{0}' and '{1}' are both {2} {3}: give one another code, or make both of fixed and different size");

    public static readonly DiagnosticDescriptor ConflictingAttributes = Error(
        "KG0023", "A type or field is declared one way",
        "'{0}' is marked [{1}] and [{2}]: keep one of them");

    public static readonly DiagnosticDescriptor NeedlessRef = Error(
        "KG0024", "A packet that holds no view of a buffer is a plain struct",
        "'{0}' holds no view of a buffer: remove 'ref', so that it can be stored and listed");

    public static readonly DiagnosticDescriptor SeveralParts = Error(
        "KG0025", "A packet's fields stand in one place",
        "'{0}' declares fields in several parts: their order on the wire would be a guess, so bring them together");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "KG0026", "A packet of fixed size has at most 500,000 bytes",
        "'{0}' is {1} bytes: make its largest part a ReadOnlySpan<byte> with a length");

    public static readonly DiagnosticDescriptor SeveralHeaders = Error(
        "KG0027", "A namespace has one header for each direction",
        "'{0}' and '{1}' are both [Header(PacketDirection.{2})] of namespace '{3}': move one protocol to a namespace of its own");

    public static readonly DiagnosticDescriptor NameTaken = Error(
        "KG0028", "The generated types' names are free",
        "'{0}' would be generated for '{1}', but namespace '{2}' declares a type of that name: rename yours");

    public static readonly DiagnosticDescriptor SameWireName = Error(
        "KG0029", "Two fields of a packet have different names on paper",
        "'{0}' and '{1}' of '{2}' are both '{3}' on paper and in JSON: rename one");

    public static readonly DiagnosticDescriptor IsRecord = Error(
        "KG0030", "A declared type is a plain struct",
        "'{0}' is a record: write 'partial struct {0}', equality by value is generated");

    public static readonly DiagnosticDescriptor SameHandler = Error(
        "KG0031", "Two headers have different handlers",
        "'{0}' and '{1}' would both get a '{2}': rename one of them");

    public static readonly DiagnosticDescriptor MisplacedWord = Error(
        "KG0032", "A word stands on a field that it fits",
        "[{0}] does not fit '{1}' of type '{2}': it goes on {3}");

    public static readonly DiagnosticDescriptor WrongNumber = Error(
        "KG0033", "A size in an attribute is in its range",
        "[{0}] on '{1}': {2}");

    public static readonly DiagnosticDescriptor WrongValue = Error(
        "KG0034", "A value in an attribute fits its field",
        "[{0}] on '{1}' has the value {2}, which {3}");

    public static readonly DiagnosticDescriptor BitsSum = Error(
        "KG0035", "Bit fields fill an integer",
        "The [Bits] fields {0} of '{1}' are {2} bits together: bring them to 8, 16, 32 or 64, or begin another integer with NewInteger = true");

    public static readonly DiagnosticDescriptor ControlOrder = Error(
        "KG0036", "A field stands behind what decides about it",
        "[{0}] on '{1}' asks '{2}', which is not before it: move '{2}' before '{1}', so that it is known when '{1}' is read");

    public static readonly DiagnosticDescriptor WrongControl = Error(
        "KG0037", "What decides about a field is an integer, an enum or a bool",
        "[{0}] on '{1}' asks '{2}', which is a {3}: it asks {4}");

    public static readonly DiagnosticDescriptor NoChooser = Error(
        "KG0038", "A union has a field that chooses its case",
        "'{0}' is a union, '{1}': put [ChosenBy(nameof(...))] on it, naming the earlier field that says which case is there");

    public static readonly DiagnosticDescriptor NoCase = Error(
        "KG0039", "A union's field is a case",
        "Field '{0}' of union '{1}' has no case: put [Case(...)] on it, or [Otherwise] if it keeps what no case knows");

    public static readonly DiagnosticDescriptor SameCase = Error(
        "KG0040", "A value chooses one case",
        "'{0}' and '{1}' of '{2}' both have case {3}: keep it in one of them");

    public static readonly DiagnosticDescriptor WrongOtherwise = Error(
        "KG0041", "What no case knows is kept as bytes",
        "'{0}' is the [Otherwise] of '{1}': make it a ReadOnlySpan<byte> without a length, the last field");

    public static readonly DiagnosticDescriptor EmptyUnion = Error(
        "KG0042", "A union has a case",
        "'{0}' has no field: give it a [Case(...)] or an [Otherwise]");

    public static readonly DiagnosticDescriptor NoTimeUnit = Error(
        "KG0043", "A time says what it counts",
        "'{0}' is a DateTimeOffset: put [UnixTime(UnixTimeUnit.Seconds)] or [UnixTime(UnixTimeUnit.Milliseconds)] on it");

    public static readonly DiagnosticDescriptor LateLength = Error(
        "KG0044", "A packet's length stands behind fields of fixed size only",
        "'{0}' is the packet's length, but '{1}' before it varies: move '{0}' before '{1}'");

    public static readonly DiagnosticDescriptor WrongComputed = Error(
        "KG0045", "A computed field names a property of its type",
        "[Computed] on '{0}' names '{1}', but '{2}' has no readable property of that name and of type '{3}'");

    public static readonly DiagnosticDescriptor ConditionalMeasure = Error(
        "KG0046", "A length is there when what it measures is",
        "'{0}' measures '{1}' and may be absent while '{1}' is there: give '{1}' the same conditions");

    public static readonly DiagnosticDescriptor GreedyEntry = Error(
        "KG0047", "An entry of a list has an end",
        "'{0}' lists '{1}', which goes on to the end: give its last part a length, so that another entry can follow");

    public static readonly DiagnosticDescriptor EmptyChecksum = Error(
        "KG0048", "A checksum covers something",
        "The checksum '{0}' covers nothing: name the first and last covered field with From and To");

    public static readonly DiagnosticDescriptor DecidesAboutItself = Error(
        "KG0049", "A field does not decide about itself",
        "[{0}] on '{1}' asks '{2}', which is written from '{1}' itself: ask a field that holds a value of its own");

    public static readonly DiagnosticDescriptor IdleSyntheticIv = Error(
        "KG0050", "A synthetic IV is the IV of an encrypted field",
        "'{0}' is marked [SyntheticIv], but no encrypted field of '{1}' names it: say Iv = nameof({0}) where it is used, or remove the mark");

    public static readonly DiagnosticDescriptor SeveralIvs = Error(
        "KG0051", "A synthetic IV is the only IV of its packet",
        "'{0}' is a synthetic IV, but '{1}' of '{2}' is encrypted with '{3}': encrypt both with one IV, or move one of them to a packet of its own");

    public static readonly DiagnosticDescriptor SeveralKeys = Error(
        "KG0052", "What is encrypted with a synthetic IV has one key",
        "'{0}' is a synthetic IV, but '{1}' is encrypted with the {2} key and '{3}' with the {4} key: who has one of them could not verify it");

    public static readonly DiagnosticDescriptor LateSyntheticIv = Error(
        "KG0053", "A synthetic IV stands behind fields of fixed size only",
        "'{0}' is a synthetic IV, but '{1}' before it varies: move '{0}' before '{1}'");

    public static readonly DiagnosticDescriptor CannotBeProved = Error(
        "KG0054", "What a synthetic IV proves is known before it is encrypted",
        "'{0}' is a synthetic IV, but '{1}' of '{2}' {3}");

    private static DiagnosticDescriptor Error(string id, string title, string message) => new(
        id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpBase + id + ".md");
}
