namespace KerberosGen.Hosting;

/// <summary>What a connection holds of its source's account, until it is disposed.</summary>
internal sealed class SourcePlace(KdcAdmission admission, SourceAccount source) : IDisposable
{
    /// <summary>The account: looked up once for a connection.</summary>
    public SourceAccount Source => source;

    public void Dispose() => admission.Leave(source);
}
