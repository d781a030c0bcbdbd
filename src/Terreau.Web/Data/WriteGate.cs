namespace Terreau.Web.Data;

/// <summary>Stands between a request and the database: a GET may look, never write.</summary>
internal sealed class WriteGate
{
    private bool closed;

    public void Close() => closed = true;

    public bool IsClosed => closed;

    /// <exception cref="WriteRefusedException">The gate is closed.</exception>
    public void Check(string command)
    {
        if (closed) throw new WriteRefusedException(command);
    }
}

internal sealed class WriteRefusedException(string command)
    : InvalidOperationException($"« {command} » a été refusé : une simple lecture ne peut rien écrire.");

internal static class ReadingScopes
{
    /// <summary>A scope for what only reads, beside a request or without one: its write gate is closed.</summary>
    public static AsyncServiceScope CreateReadingScope(this IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WriteGate>().Close();
        return scope;
    }
}
