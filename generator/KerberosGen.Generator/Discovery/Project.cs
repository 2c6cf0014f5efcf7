using System;

namespace KerberosGen.Generator.Discovery;

/// <summary>All that a declaration's meaning can depend on besides its own file.</summary>
internal sealed class Project(Surroundings surroundings, Settings settings) : IEquatable<Project>
{
    public Surroundings Surroundings { get; } = surroundings;

    public Settings Settings { get; } = settings;

    public bool Equals(Project? other) =>
        other is not null && ReferenceEquals(Surroundings, other.Surroundings) && Settings.Equals(other.Settings);

    public override bool Equals(object? obj) => Equals(obj as Project);

    public override int GetHashCode() => Settings.GetHashCode();
}
