namespace KerberosGen.EditLoop.Protocol;

internal sealed record Field(FieldKind Kind, string Name, string Summary);
