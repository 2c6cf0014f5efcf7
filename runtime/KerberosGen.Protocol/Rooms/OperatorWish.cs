namespace KerberosGen.Protocol;

/// <summary>Something that an operator wants of a room, and will be told of.</summary>
internal abstract class OperatorWish
{
    /// <summary>Gives it up: it was not done, and will not be.</summary>
    public abstract void Abandon();
}
