namespace KerberosGen.Storage;

/// <summary>An administrative act as the audit log has it. It never holds a secret.</summary>
/// <param name="Verb">What is done: <c>add</c>, <c>remove</c>, <c>rekey</c>, <c>export</c>, ...</param>
/// <param name="Kind">To what: <c>client</c>, <c>service</c>, or <c>database</c> for all of it.</param>
/// <param name="Name">To whom; null for all of it.</param>
/// <param name="Detail">What else there is to say, such as a service's new address; null for nothing.</param>
public sealed record AuditAct(string Verb, string Kind, string? Name, string? Detail = null);
