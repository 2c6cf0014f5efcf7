using KerberosGen.Generator.Specs;

namespace KerberosGen.Generator.Discovery;

/// <summary>
/// What others can see of a declaration: all of it without the bodies of methods. Names are kept as fingerprints: two names
/// taken for one cost a needless look, never a missed one.
/// </summary>
/// <param name="Name">The declared name.</param>
/// <param name="Text">Its text, with the usings and the namespace that give its names their meaning.</param>
/// <param name="Words">Every name that stands in it or in its usings.</param>
internal sealed record Surface(ulong Name, ulong Text, EquatableArray<ulong> Words);
