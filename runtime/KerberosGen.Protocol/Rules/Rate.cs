namespace KerberosGen.Protocol;

/// <summary>So many per second in the long run, and so many at once. The default value is no limit.</summary>
/// <param name="PerSecond">What comes back each second; 0 for no limit.</param>
/// <param name="Burst">What may be taken at once by one who has taken nothing for a while; at least 1 unless there is no limit.</param>
public readonly record struct Rate(double PerSecond, int Burst)
{
    /// <summary>No limit.</summary>
    public static Rate Unlimited => default;

    /// <summary>So many per second, and a second's worth at once.</summary>
    public static Rate Of(int perSecond) => new(perSecond, perSecond);

    /// <summary>True if nothing is limited.</summary>
    public bool IsUnlimited => PerSecond <= 0;
}
