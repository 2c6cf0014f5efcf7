using KerberosGen.EditLoop.Comparison;

if (args is ["check"])
    return CheckCommand.Run();
Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/KerberosGen.EditLoop -- check");
return 2;
