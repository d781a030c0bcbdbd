namespace Terreau.Web.Data;

/// <summary>Stands between a request and the database: a GET may look, never write.</summary>
internal sealed class WriteGate
{
    private bool closed;

    public void Close() => closed = true;

    /// <exception cref="WriteRefusedException">The gate is closed.</exception>
    public void Check(string command)
    {
        if (closed) throw new WriteRefusedException(command);
    }
}

internal sealed class WriteRefusedException(string command)
    : InvalidOperationException($"« {command} » a été refusé : une simple lecture ne peut rien écrire.");
