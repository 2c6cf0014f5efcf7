using System.Reflection;
using Microsoft.CodeAnalysis;

namespace KerberosGen.EditLoop.Dialects;

/// <summary>A generator that stands beside this program as a file: nothing refers to it as a library.</summary>
internal static class GeneratorFile
{
    public static IIncrementalGenerator Load(string file)
    {
        Assembly assembly = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "generators", file));
        Type type = assembly.GetTypes().Single(t => typeof(IIncrementalGenerator).IsAssignableFrom(t) && t.GetCustomAttribute<GeneratorAttribute>() is not null);
        return (IIncrementalGenerator)Activator.CreateInstance(type)!;
    }
}
