using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Terreau.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Register : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "RegisteredEstablishments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Siret = table.Column<string>(type: "TEXT", maxLength: 14, nullable: false),
                    Siren = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Commune = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Acronym = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Postcode = table.Column<string>(type: "TEXT", maxLength: 5, nullable: true),
                    LegalCategory = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    UnitActivity = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    Activity = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    ActivityIn2025 = table.Column<string>(type: "TEXT", maxLength: 24, nullable: true),
                    HeadcountBand = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    HeadcountYear = table.Column<int>(type: "INTEGER", nullable: true),
                    IsHeadOffice = table.Column<bool>(type: "INTEGER", nullable: false),
                    OpenedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Rna = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    GoesOnAt = table.Column<string>(type: "TEXT", maxLength: 14, nullable: true),
                    EssFlag = table.Column<bool>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Ground = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Family = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Counts = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsContradicted = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsPartial = table.Column<bool>(type: "INTEGER", nullable: false),
                    StockOn = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisteredEstablishments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RegisterStocks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StockOn = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    TablesVersion = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EssListOn = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    SourceId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Writes = table.Column<int>(type: "INTEGER", nullable: false),
                    Establishments = table.Column<int>(type: "INTEGER", nullable: false),
                    NaturalPersons = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisterStocks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_RegisteredEstablishments_Siren",
                table: "RegisteredEstablishments",
                column: "Siren");

            migrationBuilder.CreateIndex(
                name: "IX_RegisteredEstablishments_Siret",
                table: "RegisteredEstablishments",
                column: "Siret",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RegisteredEstablishments_State_Counts_Commune_Family",
                table: "RegisteredEstablishments",
                columns: new[] { "State", "Counts", "Commune", "Family" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RegisteredEstablishments");

            migrationBuilder.DropTable(
                name: "RegisterStocks");
        }
    }
}
