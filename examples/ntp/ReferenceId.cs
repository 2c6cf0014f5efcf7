namespace KerberosGen.Examples.Ntp;

/// <summary>Four letters such as <c>GPS</c>, or an IPv4 address: RFC 5905, section 7.3.</summary>
[FixedBytes(4)]
public readonly partial struct ReferenceId;
