using KerberosGen.Inspection.Filtering;
using KerberosGen.Inspector.Commands;

namespace KerberosGen.Inspector.Conversations;

/// <summary>What `session` was asked to do.</summary>
/// <param name="Input">What to read.</param>
/// <param name="Output">How to show it on standard output.</param>
/// <param name="Svg">A file for the drawing beside that, or null.</param>
/// <param name="Limit">The most steps.</param>
/// <param name="Stream">The only connection to show, or null.</param>
/// <param name="Where">The packets to show, or null.</param>
/// <param name="Why">True to say of each refusal why it was.</param>
/// <param name="Color">When to colour.</param>
internal sealed record SessionRequest(
    InputRequest Input, SessionFormat Output, string? Svg, int Limit, int? Stream, PacketFilter? Where, bool Why, ColorWhen Color);
