using KerberosGen.Codec;

namespace KerberosGen.Testing;

/// <summary>What bytes are by a layout table alone.</summary>
/// <param name="Status">Done, or why not.</param>
/// <param name="Consumed">If done: the bytes it took.</param>
/// <param name="Model">If done: the packet.</param>
/// <param name="Reason">If invalid: why.</param>
/// <param name="Path">If invalid: the broken field, such as <c>entries[2].name</c>.</param>
public sealed record DecodedModel(UnpackStatus Status, int Consumed, PacketModel? Model, InvalidReason Reason, string Path)
{
    /// <inheritdoc/>
    public override string ToString() => Status switch
    {
        UnpackStatus.Done => $"Done({Consumed})",
        UnpackStatus.NeedMoreData => "NeedMoreData",
        _ => $"Invalid({Reason} at {Path})",
    };
}
