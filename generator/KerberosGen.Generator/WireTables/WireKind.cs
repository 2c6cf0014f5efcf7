namespace KerberosGen.WireTables;

/// <summary>Where a packet stands, and so the part of the file that its table is in.</summary>
internal enum WireKind
{
    Header,
    Request,
    Response,
    Structure,
    Union,
}
