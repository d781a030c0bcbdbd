using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Terreau.Web.Data.Migrations.Postgres
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Siret = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: false),
                    Siren = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false),
                    Commune = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    Name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Acronym = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Postcode = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: true),
                    LegalCategory = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: false),
                    UnitActivity = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    Activity = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    ActivityIn2025 = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: true),
                    HeadcountBand = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    HeadcountYear = table.Column<int>(type: "integer", nullable: true),
                    IsHeadOffice = table.Column<bool>(type: "boolean", nullable: false),
                    OpenedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Rna = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    State = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    GoesOnAt = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: true),
                    EssFlag = table.Column<bool>(type: "boolean", nullable: true),
                    Answer = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    Ground = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    Family = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Counts = table.Column<bool>(type: "boolean", nullable: false),
                    IsContradicted = table.Column<bool>(type: "boolean", nullable: false),
                    IsPartial = table.Column<bool>(type: "boolean", nullable: false),
                    StockOn = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisteredEstablishments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RegisterStocks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StockOn = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    TablesVersion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    EssListOn = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    SourceId = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Writes = table.Column<int>(type: "integer", nullable: false),
                    Establishments = table.Column<int>(type: "integer", nullable: false),
                    NaturalPersons = table.Column<int>(type: "integer", nullable: false)
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
