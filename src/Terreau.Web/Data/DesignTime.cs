using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Terreau.Web.Data;

// `dotnet ef migrations add` asks these for a context; no database is opened.

internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteTerreauDb>
{
    public SqliteTerreauDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteTerreauDb>();
        Dialect.Sqlite(options, "Data Source=design.db");
        return new SqliteTerreauDb(options.Options, new WriteGate(), new JournalBell());
    }
}

internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresTerreauDb>
{
    public PostgresTerreauDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresTerreauDb>();
        Dialect.Postgres(options, "Host=127.0.0.1;Database=design");
        return new PostgresTerreauDb(options.Options, new WriteGate(), new JournalBell());
    }
}
