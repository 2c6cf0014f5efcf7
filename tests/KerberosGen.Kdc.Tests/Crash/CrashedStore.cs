namespace KerberosGen.Kdc.Tests.Crash;

/// <summary>A store that its KDC is killed on.</summary>
internal abstract class CrashedStore
{
    /// <summary>The word for <c>--store</c>.</summary>
    public abstract string Choice { get; }

    /// <summary>The KDC's options for it.</summary>
    public abstract IReadOnlyList<string> Options { get; }

    /// <summary>What must hold of the bytes that a killed KDC leaves, before anything mends them.</summary>
    /// <param name="directory">The KDC's directory. It is not changed.</param>
    public abstract void CheckAtRest(string directory);

    /// <summary>Ends and restarts what the store itself runs on, if that is a server.</summary>
    public virtual Task CrashServerAsync() => Task.CompletedTask;

    /// <summary>What must hold of them after a KDC has started and stopped in good order.</summary>
    public virtual void CheckMended(string directory)
    {
    }
}
