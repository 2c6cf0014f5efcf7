using KerberosGen.Inspection.Packing;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector.Packing;

/// <summary>What `edit` was asked to do.</summary>
/// <param name="Input">What to read.</param>
/// <param name="Assignments">What to set.</param>
/// <param name="Number">The one packet to change, from 1; null for every packet that has the fields.</param>
/// <param name="KeepLengths">True to leave lengths, counts and checksums as they are.</param>
/// <param name="Only">True to write only the packets that were changed.</param>
/// <param name="Output">How to write the bytes.</param>
internal sealed record EditOptions(
    InputRequest Input, IReadOnlyList<FieldAssignment> Assignments, int? Number, bool KeepLengths, bool Only, BytesFormat Output);
