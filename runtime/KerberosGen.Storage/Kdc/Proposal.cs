using System.Runtime.ExceptionServices;

namespace KerberosGen.Storage;

/// <summary>Something to be written, and what became of it.</summary>
/// <param name="item">What is to be written.</param>
internal sealed class Proposal<T>(T item)
{
    private bool _accepted;
    private ExceptionDispatchInfo? _failure;

    /// <summary>What is to be written.</summary>
    public T Item { get; } = item;

    /// <summary>True once it was accepted, refused or failed.</summary>
    public bool IsDecided { get; private set; }

    /// <summary>True if it is on disk, false if it was refused. Throws if it failed.</summary>
    public bool Result
    {
        get
        {
            _failure?.Throw();
            return _accepted;
        }
    }

    /// <summary>It is on disk.</summary>
    public void Accept() => Decide(accepted: true);

    /// <summary>It collides with another.</summary>
    public void Refuse() => Decide(accepted: false);

    /// <summary>It could not be written.</summary>
    public void Fail(Exception failure)
    {
        _failure = ExceptionDispatchInfo.Capture(failure);
        IsDecided = true;
    }

    private void Decide(bool accepted)
    {
        _accepted = accepted;
        IsDecided = true;
    }
}
